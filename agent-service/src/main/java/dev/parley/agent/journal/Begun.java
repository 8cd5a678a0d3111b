package dev.parley.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.event.EventJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What a step was begun with.
 *
 * @param at when
 * @param inputHash SHA-256 over the JSON of all that decides its output, in hex
 */
public record Begun(Instant at, String inputHash) {

    /** A step that begins now. */
    public static Begun now(Object input) {
        return new Begun(Instant.now(), hash(input));
    }

    private static String hash(Object input) {
        try {
            byte[] json = EventJson.mapper().writeValueAsBytes(input);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the input of a step is writable", e);
        }
    }
}
