package dev.parley.platform.page;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Opaque cursors: a position, signed with HMAC-SHA-256 (cut to 128 bits, RFC 2104 section 5)
 * together with the tenant, the list, its filters and its order. A cursor that was changed, or is
 * used elsewhere, is refused.
 */
@ApplicationScoped
public class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;
    private static final int MAX_LENGTH = 512;

    private final SecretKeySpec key;

    @Inject
    Cursors(CursorConfig config) {
        this.key = new SecretKeySpec(config.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Names a position.
     *
     * @param scope tenant, list, filters and order, the same when the cursor comes back
     */
    public String seal(Scope scope, String position) {
        byte[] plain = position.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(sign(scope, plain), SIGNATURE_BYTES + plain.length);
        System.arraycopy(plain, 0, sealed, SIGNATURE_BYTES, plain.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * The position that a cursor names; refuses with {@code invalid-cursor} what was not sealed for
     * this scope.
     */
    public String open(Scope scope, String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw invalid();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        if (sealed.length <= SIGNATURE_BYTES) {
            throw invalid();
        }
        byte[] plain = Arrays.copyOfRange(sealed, SIGNATURE_BYTES, sealed.length);
        byte[] signature = Arrays.copyOf(sealed, SIGNATURE_BYTES);
        if (!MessageDigest.isEqual(signature, sign(scope, plain))) {
            throw invalid();
        }
        return new String(plain, StandardCharsets.UTF_8);
    }

    private byte[] sign(Scope scope, byte[] position) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : scope.parts()) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return Arrays.copyOf(mac.doFinal(position), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    private static ProblemException invalid() {
        String message = "The cursor is not one that this list gave out; start again without it.";
        return new ProblemException(
                PlatformError.INVALID_CURSOR,
                message,
                List.of(new FieldError("cursor", "invalid-cursor", message)));
    }

    /** What a cursor is bound to, part by part. */
    public record Scope(List<String> parts) {

        /** Binds to a tenant, a list, and the list's filters and order in a fixed sequence. */
        public static Scope of(String tenant, String list, @Nullable Object... filtersAndOrder) {
            String[] parts = new String[2 + filtersAndOrder.length];
            parts[0] = tenant;
            parts[1] = list;
            for (int i = 0; i < filtersAndOrder.length; i++) {
                parts[i + 2] = String.valueOf(filtersAndOrder[i]);
            }
            return new Scope(List.of(parts));
        }
    }
}
