package dev.parley.tool.credential;

/** What became of the wish to open a credential. */
public sealed interface Opened {

    /**
     * Here it is.
     *
     * @param revision names this secret of this credential; another one has another
     */
    record Found(Secret secret, String revision) implements Opened {}

    /** There is no credential of that name. */
    record Missing() implements Opened {}

    /**
     * It cannot be opened: its key is not among those of {@code parley.credentials.keys}, or is not
     * the one that it was sealed with, or somebody changed the row.
     */
    record Locked(String keyId) implements Opened {

        /** One sentence for an operator; it names nothing but the key. */
        public String text() {
            return "The credential is sealed with the key \""
                    + keyId
                    + "\", which does not open it here; see parley.credentials.keys.";
        }
    }
}
