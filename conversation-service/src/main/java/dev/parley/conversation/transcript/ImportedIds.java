package dev.parley.conversation.transcript;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from a name, so that a repeated import of a line gives the same. */
final class ImportedIds {

    private ImportedIds() {}

    /** The id of a name within a conversation, of the form of all Parley's ids. */
    static UUID of(UUID conversation, String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(conversation.toString().getBytes(StandardCharsets.US_ASCII));
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
            long time = conversation.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0000L;
            long high = time | 0x7000L | (hash.getLong() & 0xFFF);
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
