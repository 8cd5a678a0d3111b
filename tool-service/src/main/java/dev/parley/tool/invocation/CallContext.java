package dev.parley.tool.invocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Who calls, and within what.
 *
 * @param tenant the caller's tenant
 * @param owner the tenant that the tool belongs to, whose credentials it uses
 * @param callId what tells this call from all others of the tenant; attempts share it
 * @param effects what the call may do
 * @param time how long the attempt may take
 * @param maxResultBytes how large the result may be
 */
public record CallContext(
        String tenant,
        String owner,
        String callId,
        Effects effects,
        Duration time,
        int maxResultBytes) {

    /**
     * What tells this call from all others for the other side: the call id, or, where tenants share
     * a tool and its credential and may have the same ids, one that is made of both.
     */
    public String idempotencyKey() {
        return tenant.equals(owner) ? callId : "call_" + digest(tenant + '\n' + callId);
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
