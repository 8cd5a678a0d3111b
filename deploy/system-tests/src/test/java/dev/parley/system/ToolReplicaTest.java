package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.Signal;
import dev.parley.system.client.Api;
import dev.parley.system.client.Reply;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of tool-service do once what one would, also if one of them vanishes or freezes. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolReplicaTest {

    private static final int CALLS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> ENDS =
            Map.of("idempotent", "succeeded", "reconcilable", "succeeded", "unsafe", "unknown");

    private final Suite suite;
    private final Daemon other;
    private final Tools tools;

    ToolReplicaTest(Suite suite) {
        this.suite = suite;
        this.other = suite.secondInstance(ServiceName.TOOL);
        this.tools = new Tools(suite, "replicas-" + Tools.callId().substring(5, 13));
    }

    @BeforeAll
    void startTheOther() {
        Suite.start(other);
        for (String effects : ENDS.keySet()) {
            String once = effects.equals("idempotent") ? ", 'once': 'true'" : "";
            tools.register(effects, effects, "'first': 'ok'" + once, "");
            tools.register(effects + "_hang", effects, "'first': 'hang'" + once, "");
        }
    }

    @AfterEach
    void letGo() {
        suite.sink().openGate();
    }

    @AfterAll
    void stopTheOther() {
        other.stop();
    }

    @Test
    void doOnceWhatBothAreAskedForUnderOneId() throws Exception {
        Api here = tools.api("ada", "user");
        Map<String, List<Future<Reply>>> calls = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                String call = Tools.callId();
                List<Future<Reply>> replies = new ArrayList<>();
                for (Api replica : List.of(here, here.at(other.endpoint()))) {
                    replies.add(threads.submit(() -> Tools.execute(replica, "unsafe", call)));
                }
                calls.put(call, replies);
            }
        }
        for (Map.Entry<String, List<Future<Reply>>> call : calls.entrySet()) {
            String one = call.getValue().getFirst().get().expect(200).body();
            assertEquals(one, call.getValue().getLast().get().expect(200).body());
            assertEquals(1, suite.sink().effects(call.getKey()));
        }
    }

    @Test
    void oneGoesOnWithWhatTheOtherWasAtWhenItWasKilled() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, String> calls = hangAtTheOther(threads);
            other.kill();
            suite.sink().openGate();
            check(calls);
        } finally {
            Suite.start(other);
        }
    }

    @Test
    void whatAFrozenOneKnowsAfterwardsIsVoid() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, String> calls = hangAtTheOther(threads);
            other.signal(Signal.STOP);
            try {
                suite.sink().openGate();
                check(calls);
            } finally {
                other.signal(Signal.CONT);
            }
            Await.until(() -> "the frozen one to answer again", PATIENCE, other::answers);
            check(calls);
        }
    }

    /** The calls, by id, that have had their effect and have not been answered. */
    private Map<String, String> hangAtTheOther(ExecutorService threads) {
        suite.sink().closeGate();
        Api there = tools.api("ada", "user").at(other.endpoint());
        Map<String, String> calls = new LinkedHashMap<>();
        for (String effects : ENDS.keySet()) {
            String call = Tools.callId();
            calls.put(call, effects);
            threads.submit(() -> Tools.execute(there, effects + "_hang", call));
        }
        Await.until(
                () -> "the effects of all calls",
                PATIENCE,
                () -> calls.keySet().stream().allMatch(it -> suite.sink().effects(it) == 1));
        return calls;
    }

    private void check(Map<String, String> calls) {
        calls.forEach((call, effects) -> {
            Reply reply = tools.toEnd(effects + "_hang", call);
            assertEquals(ENDS.get(effects), reply.text("/status"), effects + ": " + reply.body());
            assertEquals(1, suite.sink().effects(call), effects);
        });
    }
}
