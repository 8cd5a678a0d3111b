package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Reply;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Database;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * tool-service is killed with -9 at each border of its ledger, with calls of every class of effects
 * on their way; the process that comes up after it goes on with them.
 */
@ExtendWith(SuiteExtension.class)
class ToolCrashTest {

    /** Three times as many fit into the connections that tool-service has for one host. */
    private static final int CALLS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EFFECTS = List.of("idempotent", "reconcilable", "unsafe");

    private final Suite suite;
    private final Database database;
    private final Tools tools;
    private final Map<String, String> toolOfCall = new LinkedHashMap<>();

    ToolCrashTest(Suite suite) {
        this.suite = suite;
        this.database = suite.database(ServiceName.TOOL);
        this.tools = new Tools(suite, "crash-" + Tools.callId().substring(5, 13));
        for (String effects : EFFECTS) {
            // Only the idempotent one is asked to do things once however often it is called.
            String once = effects.equals("idempotent") ? ", 'once': 'true'" : "";
            tools.register(effects, effects, "'first': 'ok'" + once, "");
            tools.register(effects + "_hang", effects, "'first': 'hang'" + once, "");
        }
    }

    @Test
    void carriesOutOnceWhatWasPlanned() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Reply>> calls;
            try (Database.Lock hold =
                    database.holdUpdates(
                            "execution", "NEW.status = 'DISPATCHED' AND OLD.status = 'PLANNED'")) {
                calls = begin(threads, "");
                awaitRows("PLANNED");
                kill();
            }
            suite.heal();
            for (Map.Entry<String, Future<Reply>> call : calls.entrySet()) {
                assertEquals("succeeded", call.getValue().get().text("/status"));
                assertEquals(1, suite.sink().effects(call.getKey()), toolOfCall.get(call.getKey()));
            }
        }
    }

    @Test
    void doesAsTheEffectsSayWithWhatWasDispatched() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            suite.sink().closeGate();
            Map<String, Future<Reply>> calls = begin(threads, "_hang");
            awaitEffects(calls);
            kill();
            suite.sink().openGate();
            suite.heal();
            check(calls);
        }
    }

    @Test
    void doesAsTheEffectsSayWithWhatWasAnsweredAndNotWritten() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Reply>> calls;
            try (Database.Lock hold =
                    database.holdUpdates(
                            "execution", "NEW.status IN ('SUCCEEDED', 'FAILED', 'UNKNOWN')")) {
                calls = begin(threads, "");
                awaitEffects(calls);
                kill();
            }
            suite.heal();
            check(calls);
        }
    }

    private Map<String, Future<Reply>> begin(ExecutorService threads, String suffix) {
        Map<String, Future<Reply>> calls = new LinkedHashMap<>();
        for (String effects : EFFECTS) {
            for (int i = 0; i < CALLS; i++) {
                String call = Tools.callId();
                toolOfCall.put(call, effects);
                calls.put(call, threads.submit(() -> tools.toEnd(effects + suffix, call)));
            }
        }
        return calls;
    }

    private void awaitRows(String status) {
        Await.until(
                () -> "all calls to be " + status,
                PATIENCE,
                () ->
                        database.count("SELECT count(*) FROM execution WHERE status = ?", status)
                                == EFFECTS.size() * CALLS);
    }

    private void awaitEffects(Map<String, Future<Reply>> calls) {
        Await.until(
                () -> "the effects of all calls",
                PATIENCE,
                () -> calls.keySet().stream().allMatch(it -> suite.sink().effects(it) == 1));
    }

    private void kill() {
        suite.process(ServiceName.TOOL).kill();
        database.endWaiting();
    }

    private void check(Map<String, Future<Reply>> calls) throws Exception {
        for (Map.Entry<String, Future<Reply>> call : calls.entrySet()) {
            Reply reply = call.getValue().get();
            boolean unsafe = "unsafe".equals(toolOfCall.get(call.getKey()));
            assertEquals(unsafe ? "unknown" : "succeeded", reply.text("/status"), reply.body());
            assertEquals(1, suite.sink().effects(call.getKey()), reply.body());
            if (unsafe) {
                assertEquals("tool-outcome-unknown", reply.text("/problem/code"));
            }
        }
        assertTrue(
                database.count("SELECT count(*) FROM execution WHERE status = 'DISPATCHED'") == 0,
                "nothing is left open");
    }
}
