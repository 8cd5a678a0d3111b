package dev.parley.platform.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class IdempotencyTest {

    private static final Caller ADA = new Caller("acme", "ada", Set.of("user"));

    @Inject Idempotency idempotency;
    @Inject Sql sql;

    private final AtomicInteger effects = new AtomicInteger();

    @Test
    void givesTheFirstAnswerAgain() {
        Answer first = once("key-1", Map.of("a", 1));
        Answer second = once("key-1", Map.of("a", 1));
        assertEquals(first, second);
        assertEquals(1, effects.get());
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        once("key-2", Map.of("a", 1));
        ProblemException refusal =
                assertThrows(ProblemException.class, () -> once("key-2", Map.of("a", 2)));
        assertEquals("idempotency-key-reused", refusal.code().code());
    }

    @Test
    void leavesTheKeyUnusedIfTheWorkFails() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        TenantScope.call(
                                "acme",
                                () ->
                                        idempotency.once(
                                                ADA,
                                                "key-3",
                                                "POST /things",
                                                Map.of(),
                                                () -> {
                                                    throw new IllegalStateException(
                                                            "failed on purpose");
                                                })));
        once("key-3", Map.of());
        assertEquals(1, effects.get());
    }

    @Test
    void oneOfManyConcurrentRequestsDoesTheWork() throws Exception {
        Set<Answer> answers = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<Answer>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                results.add(threads.submit(() -> once("key-4", Map.of("a", 1))));
            }
            for (Future<Answer> result : results) {
                answers.add(result.get());
            }
        }
        assertEquals(1, answers.size());
        assertEquals(1, effects.get());
    }

    @Test
    void forgetsAKeyAfterADay() {
        once("key-5", Map.of("a", 1));
        TenantScope.call(
                "acme",
                () ->
                        sql.update(
                                "UPDATE idempotency SET created_at = now() - interval '25 hours' WHERE key = 'key-5'"));
        once("key-5", Map.of("a", 2));
        assertEquals(2, effects.get());
    }

    @Test
    void refusesAKeyThatIsNoVisibleAscii() {
        assertThrows(ProblemException.class, () -> once("a key", Map.of()));
        assertThrows(ProblemException.class, () -> once("x".repeat(256), Map.of()));
    }

    private Answer once(String key, Object body) {
        return TenantScope.call(
                "acme",
                () ->
                        idempotency.once(
                                ADA,
                                key,
                                "POST /things",
                                body,
                                () ->
                                        new Answer(
                                                201,
                                                "{\"number\":" + effects.incrementAndGet() + "}")));
    }
}
