package dev.parley.tool.credential.sealing;

/** A key that only another key opens. */
public final class WrappedKey {

    private final String keyId;
    private final byte[] bytes;

    /** As it was stored. */
    public WrappedKey(String keyId, byte[] bytes) {
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    /** The key that opens it. */
    public String keyId() {
        return keyId;
    }

    /** The bytes to store. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "wrapped with " + keyId;
    }
}
