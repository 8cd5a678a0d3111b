package dev.parley.local.model.chat;

/** Tokens of a request and of its answer, as {@link Tokens} counts them. */
public record Usage(int promptTokens, int completionTokens) {

    public int totalTokens() {
        return promptTokens + completionTokens;
    }
}
