package dev.parley.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Idempotency-Key}: the key, the effect and the answer are one transaction, so that a crash
 * leaves all or nothing. A second request with the key waits briefly for the first and then gets
 * its answer. Keys are remembered for 24 hours.
 */
@ApplicationScoped
public class Idempotency {

    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private static final String CLAIM =
            """
            INSERT INTO idempotency (tenant, user_id, key, fingerprint) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant, user_id, key) DO UPDATE
               SET fingerprint = excluded.fingerprint, status = NULL, body = NULL, created_at = now()
             WHERE idempotency.created_at < now() - interval '24 hours'
            RETURNING key
            """;

    private final Sql sql;
    private final ObjectMapper canonical;

    @Inject
    Idempotency(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.canonical = mapper.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /**
     * Does work once for a key.
     *
     * @param key the header's value, or null: then the work is simply done
     * @param operation method and path, so that a key used elsewhere counts as reused
     * @param body the request's body
     * @param work makes the answer; its exception leaves the key unused
     */
    @Transactional
    public Answer once(
            Caller caller,
            @Nullable String key,
            String operation,
            Object body,
            Supplier<Answer> work) {
        if (key == null) {
            return work.get();
        }
        checkForm(key);
        String fingerprint = fingerprint(operation, body);
        if (!claim(caller, key, fingerprint)) {
            return remembered(caller, key, fingerprint);
        }
        Answer answer = work.get();
        sql.update(
                "UPDATE idempotency SET status = ?, body = ? WHERE tenant = ? AND user_id = ? AND key = ?",
                answer.status(),
                answer.body(),
                caller.tenant(),
                caller.user(),
                key);
        return answer;
    }

    private boolean claim(Caller caller, String key, String fingerprint) {
        try {
            sql.update("SET LOCAL lock_timeout = '2s'");
            return sql.find(CLAIM, row -> true, caller.tenant(), caller.user(), key, fingerprint)
                    .orElse(false);
        } catch (DatabaseException e) {
            if (DatabaseException.LOCK_TIMEOUT.equals(e.sqlState())) {
                throw ProblemException.retryLater(
                        PlatformError.IDEMPOTENCY_IN_PROGRESS,
                        "The first request with this Idempotency-Key is still running; ask again in a second.",
                        Duration.ofSeconds(1),
                        e);
            }
            throw e;
        }
    }

    private Answer remembered(Caller caller, String key, String fingerprint) {
        Optional<Remembered> found =
                sql.find(
                        "SELECT fingerprint, status, body FROM idempotency WHERE tenant = ? AND user_id = ? AND key = ?",
                        row ->
                                new Remembered(
                                        row.getString("fingerprint"),
                                        new Answer(row.getInt("status"), row.getString("body"))),
                        caller.tenant(),
                        caller.user(),
                        key);
        Remembered first =
                found.orElseThrow(() -> new IllegalStateException("a claimed key has no row"));
        if (!first.fingerprint().equals(fingerprint)) {
            throw new ProblemException(
                    PlatformError.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used for a different request; send a new key with a new request.");
        }
        return first.answer();
    }

    private String fingerprint(String operation, Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(operation.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(canonical.writeValueAsBytes(body));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a request that was read can be written", e);
        }
    }

    private static void checkForm(String key) {
        if (!KEY.matcher(key).matches()) {
            String message = "Idempotency-Key must be 1 to 255 visible ASCII characters.";
            throw new ProblemException(
                    PlatformError.MALFORMED_REQUEST,
                    message,
                    List.of(new FieldError(HEADER, "invalid-header", message)));
        }
    }

    private record Remembered(String fingerprint, Answer answer) {}
}
