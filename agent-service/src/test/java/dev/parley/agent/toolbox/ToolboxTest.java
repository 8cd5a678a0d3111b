package dev.parley.agent.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.ActingFor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a call is waited for, and what the model is told of it. */
class ToolboxTest {

    private static final ActingFor ADA = new ActingFor("acme", "ada");
    private static final RunProblem LOST =
            new RunProblem("connection-lost", "Lost", "Nobody knows.");

    private final ScriptedTools service = new ScriptedTools();

    @Test
    void asksAgainWhileACallGoesOn() throws InterruptedException {
        service.says(ToolExecution.Status.RUNNING, LOST)
                .says(ToolExecution.Status.RUNNING, LOST)
                .says(ToolExecution.Status.SUCCEEDED, null);

        assertInstanceOf(ToolOutcome.Succeeded.class, execute(Duration.ofSeconds(10)));
        assertEquals(3, service.asked.size());
    }

    @Test
    void waitsWhereThereIsNoRoomAsLongAsToolServiceSays() throws InterruptedException {
        service.refuses(429, "1", 1)
                .refuses(503, null, 1)
                .says(ToolExecution.Status.SUCCEEDED, null);

        assertInstanceOf(ToolOutcome.Succeeded.class, execute(Duration.ofSeconds(2)));
    }

    @Test
    void tellsTheModelIfThereIsNoRoomForTooLong() throws InterruptedException {
        service.refuses(429, "30", 3);

        ToolOutcome.Failed failed =
                assertInstanceOf(ToolOutcome.Failed.class, execute(Duration.ofSeconds(20)));
        assertEquals("full", failed.problem().code());
        assertEquals(1, service.asked.size());
    }

    @Test
    void waitsForNothingThatAskingAgainWouldNotHelp() throws InterruptedException {
        service.refuses(422, "1", 1);

        assertInstanceOf(ToolOutcome.Failed.class, execute(Duration.ofSeconds(20)));
    }

    @Test
    void aRunThatIsToStopDoesNotWait() {
        service.refuses(429, "30", 3);
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> execute(Duration.ofMinutes(1)));
    }

    @Test
    void whatNobodyKnowsIsToldUnderOneCode() throws InterruptedException {
        service.says(ToolExecution.Status.UNKNOWN, LOST);

        ToolOutcome.Failed failed =
                assertInstanceOf(ToolOutcome.Failed.class, execute(Duration.ofSeconds(1)));
        assertEquals("tool-outcome-unknown", failed.problem().code());
        assertEquals("Nobody knows.", failed.problem().detail());
    }

    private ToolOutcome execute(Duration patience) throws InterruptedException {
        return new Toolbox(new GuardedToolService(service), patience)
                .execute(
                        ADA,
                        "pay",
                        new ToolExecution.Request(
                                JsonNodeFactory.instance.objectNode(),
                                new CallId(RunId.next(), 0, 0),
                                new ToolExecution.Context(null, "payer", 1)));
    }
}
