package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.Signal;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.Run;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing takes longer than it may, whether its worker minds or not. */
@ExtendWith(SuiteExtension.class)
class DeadlineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HELD = "{\"text\": \"done\", \"gate\": \"%1$s\"}";

    private final Suite suite;
    private final Scripted scripted;

    DeadlineTest(Suite suite) {
        this.suite = suite;
        this.scripted = new Scripted(suite, "deadline");
    }

    @Test
    void aRunEndsAtItsDeadlineAndTheNextBegins() {
        scripted.agent("slow", HELD, ", \"limits\": {\"timeout\": \"PT1S\"}");
        Conversation conversation = scripted.conversation("slow");
        String first = conversation.post("first");
        conversation.post("second");
        List<ServerEvent> log = conversation.logOfEnded(2, PATIENCE);
        LogRules.assertGapless(1, log);
        ServerEvent end = LogRules.ofRun(first, log).getLast();
        assertEquals("run.failed", end.type());
        assertEquals("run-timeout", end.json().at("/problem/code").asText());
        assertEquals("expired", new Run(scripted.agents("user"), first).status());
    }

    @Test
    void aStepEndsAtItsDeadline() {
        scripted.agent(
                "stuck", HELD, ", \"limits\": {\"timeout\": \"PT1M\", \"step_timeout\": \"PT1S\"}");
        Run run =
                Run.start(
                        scripted.agents("user"),
                        "{\"agent\":\"stuck\",\"content\":\"go on\",\"max_attempts\":1}");
        JsonNode ended = run.awaitEnd();
        assertEquals("failed", ended.path("status").asText());
        assertEquals("step-timeout", ended.at("/problem/code").asText());
        assertTrue(ended.path("dead_letter").asBoolean());
    }

    /** With its worker frozen, another process ends it, and what the worker does later is void. */
    @Test
    void aRunEndsAtItsDeadlineEvenIfItsWorkerIsFrozen() {
        scripted.agent("frozen", HELD, ", \"limits\": {\"timeout\": \"PT3S\"}");
        scripted.agent("quick", "{\"text\": \"done\"}");
        Daemon holder = suite.process(ServiceName.AGENT);
        Daemon other = suite.secondInstance(ServiceName.AGENT);
        Conversation conversation = scripted.conversation("frozen");
        conversation.post("go on");
        Await.until(
                () -> "the run to begin",
                PATIENCE,
                () -> conversation.logAfter(0).getLast().type().equals("run.started"));
        holder.signal(Signal.STOP);
        try {
            Suite.start(other);
            List<ServerEvent> log = conversation.logOfEnded(1, PATIENCE);
            assertEquals("run-timeout", log.getLast().json().at("/problem/code").asText());
            scripted.open("frozen");
            holder.signal(Signal.CONT);
            conversation
                    .api()
                    .post(
                            conversation.path("/messages"),
                            "{\"content\":\"again\",\"agent\":\"quick\"}")
                    .expect(202);
            List<ServerEvent> all = conversation.logOfEnded(2, PATIENCE);
            LogRules.assertGapless(1, all);
            assertEquals("run.completed", all.getLast().type());
            assertEquals(log, all.subList(0, log.size()));
        } finally {
            holder.signal(Signal.CONT);
            other.stop();
        }
    }
}
