package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Signal;
import dev.parley.system.suite.Database;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * agent-service is killed with -9 at points that the test holds from outside: by locks in Postgres,
 * by gates in the model, by freezing tool-service. Each point is hit by ten conversations at once,
 * each with a second message waiting behind the first.
 */
@ExtendWith(SuiteExtension.class)
class CrashTest {

    private static final String TOOL_CALL =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}], "gate": "%1$s"}\
            """;
    private static final String QUOTE =
            "{\"text\": \"The calculator says {{tool_result}} and nothing else.\"}";

    private final Suite suite;
    private final Database database;

    CrashTest(Suite suite) {
        this.suite = suite;
        this.database = suite.database(ServiceName.AGENT);
    }

    @Test
    void survivesAKillBeforeTheModelCall() {
        CrashRuns runs = new CrashRuns(suite, "before-model", steps(QUOTE));
        try (Database.Lock _ = database.lock("agent_version")) {
            runs.post();
            runs.await("claimed", () -> runs.running());
            runs.await("waiting for their agent", () -> database.waiting("SELECT"));
            assertEquals(0, suite.model().requests(runs.name()));
            kill();
        }
        runs.finish();

        runs.check();
    }

    @Test
    void survivesAKillWhileTheReplyIsStreamed() {
        String gated =
                "{\"tokens\": 60, \"text\": \"many words in a row \", \"gate\": \"streaming\", \"gate_after_tokens\": 30}";
        CrashRuns runs = new CrashRuns(suite, "streaming", steps(gated));
        runs.post();
        runs.await("streaming", runs::streaming);
        kill();
        suite.model().open("streaming");
        runs.finish();

        runs.check();
        assertEquals(CrashRuns.COUNT, runs.count("message.reset"));
    }

    @Test
    void survivesAKillBetweenAToolAndTheJournalAndRunsNoToolTwice() {
        String call = TOOL_CALL.formatted("journal");
        CrashRuns runs = new CrashRuns(suite, "journal", steps(call, QUOTE));
        runs.post();
        runs.await("at the model", () -> suite.model().requests(runs.name()));
        suite.process(ServiceName.TOOL).signal(Signal.STOP);
        suite.model().open("journal");
        runs.await("journalled model calls", runs::journalledModelCalls);
        try (Database.Lock _ = database.lock("run_step")) {
            suite.process(ServiceName.TOOL).signal(Signal.CONT);
            runs.await("executed tools", runs::executions);
            runs.await("waiting for the journal", () -> database.waiting("INSERT INTO run_step"));
            kill();
        }
        var executed = runs.executedCalls();
        runs.finish();

        runs.check();
        assertTrue(runs.executedCalls().containsAll(executed), "no tool ran again");
        assertEquals(2L * CrashRuns.COUNT, runs.executions());
        assertEquals(2L * CrashRuns.COUNT, runs.count("tool.called"));
        assertEquals(2L * CrashRuns.COUNT, runs.count("tool.finished"));
    }

    @Test
    void survivesAKillBeforeTheFinalCommit() {
        String call = TOOL_CALL.formatted("final");
        CrashRuns runs = new CrashRuns(suite, "final", steps(call, QUOTE));
        runs.post();
        runs.await("at the model", () -> suite.model().requests(runs.name()));
        try (Database.Lock _ = database.lock("outbox")) {
            suite.model().open("final");
            runs.await("about to end", this::ending);
            kill();
        }
        runs.finish();

        runs.check();
        assertEquals(2L * CrashRuns.COUNT, runs.executions());
        assertEquals(2L * CrashRuns.COUNT, runs.count("tool.finished"));
    }

    /** Held at the outbox, or behind a renewal of leases that waits for one that is. */
    private long ending() {
        return database.waiting("INSERT INTO outbox")
                + database.waiting("UPDATE run SET status = $1, reply");
    }

    private void kill() {
        suite.process(ServiceName.AGENT).kill();
    }

    private static String steps(String... steps) {
        return "{\"steps\": [" + String.join(",", steps) + "]}";
    }
}
