package dev.parley.agent.model;

/**
 * {@code provider/model}; the model's own name may contain slashes.
 *
 * @param provider a configured provider
 * @param model the name that the provider knows, or {@link #AUTO}
 */
record ModelName(String provider, String model) {

    static final String AUTO = "auto";
    static final String DEFAULT_PROVIDER = "default";

    /** Reads a name that has the right form; throws {@link IllegalArgumentException} otherwise. */
    static ModelName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("a model is named provider/model");
        }
        return new ModelName(text.substring(0, slash), text.substring(slash + 1));
    }
}
