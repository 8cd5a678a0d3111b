package dev.parley.agent.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.stored.Await;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls whose run has ended without them. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class AbandonedCallsTest {

    private static final ActingFor ADA = new ActingFor("acme", "ada");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject TransactionSynchronizationRegistry transactions;

    private final ScriptedTools service = new ScriptedTools();
    private final CallId call = new CallId(RunId.next(), 2, 1);

    @Test
    void areCancelledEvenByAThreadThatIsToStop() {
        service.away(1).refuses(503, null, 1).says(ToolExecution.Status.SUCCEEDED, null);
        Thread.currentThread().interrupt();
        abandoned().cancel(ADA, List.of(call));
        Thread.interrupted();

        awaitAsked(3);
        assertEquals("acme/ada " + call, service.asked.getFirst());
    }

    @Test
    void areGivenUpAfterAFewTries() {
        service.away(10);
        CallId other = new CallId(RunId.next(), 0, 0);
        AbandonedCalls abandoned = abandoned();
        abandoned.cancel(ADA, List.of(call));
        awaitAsked(4);
        abandoned.cancel(ADA, List.of(other));
        awaitAsked(8);

        assertEquals(4, service.asked.stream().filter(it -> it.endsWith(call.toString())).count());
    }

    @Test
    void whatIsRolledBackAbandonsNothing() {
        service.says(ToolExecution.Status.SUCCEEDED, null);
        AbandonedCalls abandoned = abandoned();
        CallId kept = new CallId(RunId.next(), 0, 0);
        QuarkusTransaction.begin();
        abandoned.cancelAfterCommit(ADA, List.of(kept));
        QuarkusTransaction.rollback();
        QuarkusTransaction.begin();
        abandoned.cancelAfterCommit(ADA, List.of(call));
        assertEquals(List.of(), service.asked);
        QuarkusTransaction.commit();

        awaitAsked(1);
        assertEquals("acme/ada " + call, service.asked.getFirst());
    }

    private AbandonedCalls abandoned() {
        return new AbandonedCalls(service, transactions, Duration.ofMillis(5));
    }

    private void awaitAsked(int times) {
        Await.until(() -> times + " tries", PATIENCE, () -> service.asked.size() == times);
    }
}
