package dev.parley.tool.testing;

import dev.parley.local.sink.EffectSink;
import dev.parley.platform.testing.LocalSuite;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service stands on, and an outside world that it may ask. */
public final class SinkSuite extends LocalSuite {

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
        Map<String, String> settings = new HashMap<>(super.start());
        EffectSink started = EffectSink.start();
        sink = started;
        settings.put("parley.egress.internal-hosts", started.authority());
        settings.put("parley.execution.answer-within", "PT1S");
        settings.put("parley.execution.retry-backoff", "PT0.02S");
        settings.put("parley.execution.lease", "PT2S");
        settings.put("parley.execution.settling", "PT0.03S");
        settings.put("parley.guard.pause", "PT0.5S");
        settings.put("parley.operations.tenant", "operations");
        return settings;
    }

    @Override
    public void stop() {
        sink().close();
        super.stop();
    }
}
