package dev.parley.tool.testing;

import dev.parley.local.sink.EffectSink;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An outside world that the service may ask. */
public final class SinkSuite implements QuarkusTestResourceLifecycleManager {

    private static @Nullable EffectSink sink;

    /** The outside world of the running tests. */
    public static EffectSink sink() {
        if (sink == null) {
            throw new IllegalStateException("the suite is not started");
        }
        return sink;
    }

    @Override
    public Map<String, String> start() {
        EffectSink started = EffectSink.start();
        sink = started;
        return Map.of(
                "parley.egress.internal-hosts", started.authority(),
                "parley.execution.answer-within", "PT1S",
                "parley.execution.retry-backoff", "PT0.02S",
                "parley.execution.lease", "PT2S",
                "parley.execution.settling", "PT0.03S",
                "parley.guard.pause", "PT0.5S",
                "parley.operations.tenant", "operations");
    }

    @Override
    public void stop() {
        sink().close();
    }
}
