package dev.parley.tool.credential.sealing;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Rings of keys for tests. */
public final class Keys {

    private Keys() {}

    /** A ring of entries such as {@link #entry} makes. */
    public static KeyRing ring(String... entries) {
        return new KeyRing(List.of(entries));
    }

    /** An envelope with such a ring. */
    public static Envelope envelope(String... entries) {
        return new Envelope(ring(entries));
    }

    /** A key whose bytes are all alike. */
    public static String entry(String id, int unit) {
        byte[] bytes = new byte[WrappingKey.BYTES];
        Arrays.fill(bytes, (byte) unit);
        return id + ':' + Base64.getEncoder().encodeToString(bytes);
    }
}
