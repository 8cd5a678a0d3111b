package dev.parley.tool.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of executions. Tools beyond the first fifty share one label. */
@ApplicationScoped
class ExecutionMeters {

    private static final int MOST_TOOLS = 50;
    private static final String OTHERS = "other";

    private final MeterRegistry registry;
    private final Counter staleCalls;
    private final Counter lostCalls;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    @Inject
    ExecutionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.staleCalls =
                Counter.builder("parley.tool.stale.calls")
                        .description(
                                "Calls of runs that had been claimed again, which were refused")
                        .register(registry);
        this.lostCalls =
                Counter.builder("parley.tool.lost.calls")
                        .description(
                                "Outcomes that came after another process had taken the call over")
                        .register(registry);
    }

    void ended(String tool, Outcome outcome, Effort effort) {
        if (effort.reuse() != null) {
            Counter.builder("parley.tool.reused")
                    .description("Calls that were given the result of an equal one")
                    .tag("tool", label(tool))
                    .register(registry)
                    .increment();
        }
        String error =
                switch (outcome.status()) {
                    case SUCCEEDED -> "none";
                    case UNKNOWN -> "unknown";
                    case FAILED, WAITING, PLANNED, DISPATCHED -> "refused";
                };
        Timer.builder("gen_ai.execute_tool.duration")
                .tag("gen_ai.tool.name", label(tool))
                .tag("error.type", error)
                .register(registry)
                .record(Duration.ofMillis(effort.durationMs()));
        DistributionSummary.builder("parley.tool.result.bytes")
                .description("How much a tool gave")
                .tag("tool", label(tool))
                .register(registry)
                .record(outcome.bytes());
    }

    void retried(String tool) {
        Counter.builder("parley.tool.retries")
                .description("Attempts after the first")
                .tag("tool", label(tool))
                .register(registry)
                .increment();
    }

    /**
     * Counts a call that was refused.
     *
     * @param reason {@code policy}, {@code approval} or {@code args}
     */
    void denied(String tool, String reason) {
        Counter.builder("parley.tool.denied")
                .description("Calls that were refused")
                .tag("tool", label(tool))
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    void staleCall() {
        staleCalls.increment();
    }

    void lostCall() {
        lostCalls.increment();
    }

    private String label(String tool) {
        if (named.contains(tool)) {
            return tool;
        }
        return named.size() < MOST_TOOLS && named.add(tool) ? tool : OTHERS;
    }
}
