package dev.parley.agent.run;

import dev.parley.agent.queue.RunStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** What is counted of runs. */
@ApplicationScoped
class RunMeters {

    private final MeterRegistry registry;
    private final Counter staleWrites;

    @Inject
    RunMeters(MeterRegistry registry) {
        this.registry = registry;
        this.staleWrites =
                Counter.builder("parley.runs.stale.writes")
                        .description(
                                "Writes that Postgres refused because the run had been claimed again")
                        .register(registry);
    }

    void staleWrite() {
        staleWrites.increment();
    }

    void ended(RunStatus status, Duration sinceStart) {
        Timer.builder("parley.run.duration")
                .description("From the first claim of a run to its end")
                .tag("outcome", status.wireName())
                .register(registry)
                .record(sinceStart);
    }
}
