package dev.parley.local.model.chat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids derived from the request, so that the same request gets the same ones. */
public record CompletionId(String hash) {

    private static final int BYTES = 12;

    public static CompletionId of(byte[] requestBody) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(requestBody);
            return new CompletionId(HexFormat.of().formatHex(digest, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public String value() {
        return "chatcmpl-" + hash;
    }

    /** The id of the answer's tool call at this position. */
    public String callId(int position) {
        return "call_" + hash + "_" + position;
    }
}
