package dev.parley.tool.credential.sealing;

/** Something sealed does not open: another key, another place, or somebody changed it. */
public final class SealBroken extends Exception {

    private static final long serialVersionUID = 1L;

    private final String keyId;

    SealBroken(String keyId) {
        super("what was sealed with the key " + keyId + " does not open");
        this.keyId = keyId;
    }

    /** The key that it says it was sealed with. */
    public String keyId() {
        return keyId;
    }
}
