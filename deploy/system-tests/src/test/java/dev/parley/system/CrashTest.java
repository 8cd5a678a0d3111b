package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Signal;
import dev.parley.system.suite.Database;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * agent-service is killed with -9 at points that the test holds from outside: by locks in Postgres,
 * by gates in the model, by freezing tool-service. Each repetition is a kill of its own, of the
 * process that holds the run, with a second message waiting behind the first.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {

    private static final int KILLS = 2;
    private static final String QUOTE =
            "{\"text\": \"The calculator says {{tool_result}} and nothing else.\"}";
    private static final String CALL =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}], "gate": "%1$s"}\
            """;
    private static final String LONG =
            """
            {"tokens": 60, "text": "many words in a row ", "gate": "%1$s", "gate_after_tokens": 30}\
            """;

    private enum Point {
        BEFORE_MODEL(QUOTE),
        STREAMING(LONG),
        AFTER_TOOL(CALL + "," + QUOTE),
        BEFORE_COMMIT(CALL + "," + QUOTE);

        private final String script;

        Point(String steps) {
            this.script = "{\"steps\": [" + steps + "]}";
        }

        CrashRun run(Suite suite) {
            return new CrashRun(
                    suite, name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), script);
        }
    }

    private final Suite suite;
    private final Database database;
    private final CrashingAgents agents;

    /** Made while both agent-services run; later one of them is always on its way back. */
    private final Map<Point, Queue<CrashRun>> prepared = new EnumMap<>(Point.class);

    CrashTest(Suite suite) {
        this.suite = suite;
        this.database = suite.database(ServiceName.AGENT);
        this.agents = new CrashingAgents(suite);
    }

    @BeforeAll
    void prepare() {
        agents.start(suite);
        for (Point point : Point.values()) {
            Queue<CrashRun> runs = new ArrayDeque<>();
            for (int i = 0; i < KILLS; i++) {
                runs.add(point.run(suite));
            }
            prepared.put(point, runs);
        }
    }

    @AfterAll
    void stop() {
        agents.close();
    }

    @RepeatedTest(KILLS)
    void survivesAKillBeforeTheModelCall() {
        CrashRun run = next(Point.BEFORE_MODEL);
        // A claimed run asks for its agent's tools before anything else.
        suite.process(ServiceName.TOOL).signal(Signal.STOP);
        try {
            run.post();
            run.await("is claimed", run::running);
            assertEquals(0, suite.model().requests(run.name()));
            agents.kill(run.holder());
        } finally {
            suite.process(ServiceName.TOOL).signal(Signal.CONT);
        }
        run.resume();

        run.check();
        assertEquals(2, suite.model().requests(run.name()));
    }

    @RepeatedTest(KILLS)
    void survivesAKillWhileTheReplyIsStreamed() {
        CrashRun run = next(Point.STREAMING);
        run.post();
        run.await("streams", run::deltas);
        agents.kill(run.holder());
        suite.model().open(run.name());
        run.resume();

        run.check();
        assertEquals(1, run.count("message.reset"));
    }

    @RepeatedTest(KILLS)
    void survivesAKillBetweenAToolAndTheJournalAndRunsNoToolTwice() {
        CrashRun run = next(Point.AFTER_TOOL);
        run.post();
        run.await("is at the model", () -> suite.model().requests(run.name()));
        suite.process(ServiceName.TOOL).signal(Signal.STOP);
        suite.model().open(run.name());
        run.await("has journalled its model call", () -> run.journalled(-1));
        try (Database.Lock _ = database.lock("run_step")) {
            suite.process(ServiceName.TOOL).signal(Signal.CONT);
            run.await("has run its tool", () -> run.executedCalls().size());
            run.await("is at the journal", () -> database.waiting("INSERT INTO run_step"));
            agents.kill(run.holder());
            database.endWaiting();
        }
        List<String> executed = run.executedCalls();
        assertEquals(0, run.journalled(0), "the journal does not know of the tool's result");
        run.resume();

        run.check();
        assertTrue(run.executedCalls().containsAll(executed), "no tool ran again");
        assertOneToolCallPerRun(run);
    }

    @RepeatedTest(KILLS)
    void survivesAKillBeforeTheFinalCommit() {
        CrashRun run = next(Point.BEFORE_COMMIT);
        run.post();
        run.await("is at the model", () -> suite.model().requests(run.name()));
        try (Database.Lock _ = database.lock("outbox")) {
            suite.model().open(run.name());
            run.await("is about to end", () -> database.waiting("INSERT INTO outbox"));
            agents.kill(run.holder());
            database.endWaiting();
        }
        run.resume();

        run.check();
        assertOneToolCallPerRun(run);
    }

    private CrashRun next(Point point) {
        return Objects.requireNonNull(prepared.get(point)).remove();
    }

    private static void assertOneToolCallPerRun(CrashRun run) {
        assertEquals(2, run.executedCalls().size());
        assertEquals(2, run.count("tool.called"));
        assertEquals(2, run.count("tool.finished"));
    }
}
