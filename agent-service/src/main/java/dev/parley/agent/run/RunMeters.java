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
    private final Counter postponed;
    private final Counter parked;
    private final Counter preempted;

    @Inject
    RunMeters(MeterRegistry registry) {
        this.registry = registry;
        this.staleWrites =
                Counter.builder("parley.runs.stale.writes")
                        .description(
                                "Writes that Postgres refused because the run had been claimed again")
                        .register(registry);
        this.postponed =
                Counter.builder("parley.runs.postponed")
                        .description("Runs that failed and are tried again after a pause")
                        .register(registry);
        this.parked =
                Counter.builder("parley.runs.parked")
                        .description("Runs that left their slot because people have to decide")
                        .register(registry);
        this.preempted =
                Counter.builder("parley.runs.preempted")
                        .description("Runs that left their slot to a more urgent one")
                        .register(registry);
    }

    void postponed() {
        postponed.increment();
    }

    void parked() {
        parked.increment();
    }

    void preempted() {
        preempted.increment();
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
