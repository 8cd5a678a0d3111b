package dev.parley.tool.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.invocation.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class GuardsTest {

    private static final Reply DONE = new Reply.Done(NullNode.getInstance(), 4, null);
    private static final Reply UNCLEAR =
            new Reply.Unclear(new RunProblem("lost", "Lost", "Lost."), true, Optional.empty());

    @Inject Guards guards;
    @Inject GuardConfig config;

    private final String tool = UUID.randomUUID().toString();

    @Test
    void aToolThatFailsForOneTenantIsNotLeftAloneForAnother() {
        for (int i = 0; i < config.window(); i++) {
            assertEquals(UNCLEAR, call("unlucky", 4, () -> UNCLEAR));
        }

        assertInstanceOf(Reply.LeftAlone.class, call("unlucky", 4, () -> DONE));
        assertEquals(CircuitBreakerState.OPEN, guards.state("unlucky", tool));
        assertEquals(DONE, call("calm", 4, () -> DONE));
        assertEquals(CircuitBreakerState.CLOSED, guards.state("calm", tool));
    }

    @Test
    void aHostThatFailsForOneTenantIsNotLeftAloneForAnother() {
        for (int i = 0; i < config.window(); i++) {
            ask("unlucky", UUID.randomUUID().toString(), UNCLEAR);
        }

        assertInstanceOf(Reply.LeftAlone.class, ask("unlucky", tool, DONE));
        assertEquals(DONE, ask("calm", tool, DONE));
    }

    @Test
    void noMoreAttemptsAreOnTheirWayThanTheToolMayHave() throws Exception {
        assertEquals(DONE, call("calm", 4, () -> DONE));
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> flood = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                flood.add(threads.submit(() -> call("flood", 4, () -> held(begun, end))));
            }
            begun.await();
            Reply refused = call("flood", 4, () -> DONE);
            Reply other = call("calm", 4, () -> DONE);
            end.countDown();
            assertEquals(
                    "tool-busy", assertInstanceOf(Reply.NotSent.class, refused).problem().code());
            assertEquals(DONE, other, "the last place is another's");
            for (Future<Reply> one : flood) {
                assertEquals(DONE, one.get());
            }
        }
        assertEquals(DONE, call("flood", 4, () -> DONE), "places are given back");
    }

    private static Reply held(CountDownLatch begun, CountDownLatch end) {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return DONE;
    }

    private Reply call(String tenant, int concurrency, Supplier<Reply> attempt) {
        return guards.call(tenant, tool, "pay", concurrency, Optional.empty(), attempt);
    }

    private Reply ask(String tenant, String other, Reply reply) {
        String host = "https://" + tool;
        return guards.call(tenant, other, "pay", 4, Optional.of(host), () -> reply);
    }
}
