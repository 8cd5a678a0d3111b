package dev.parley.tool.mcp.client.oauth.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Binds an authorization code to the one who asked for it (RFC 7636, S256).
 *
 * @param verifier what only the asker knows
 * @param state what must come back with the code, so that it is the answer to this question
 */
record CodeChallenge(String verifier, String state) {

    static final String METHOD = "S256";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static CodeChallenge next() {
        return new CodeChallenge(random(), random());
    }

    /** What everybody may see of the verifier. */
    String challenge() {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "a code challenge";
    }
}
