package dev.parley.tool.egress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What is measured of exchanges: how they ended and why, from closed sets. Hosts are no labels:
 * tenants could make any number of them, and read each other's.
 */
final class EgressMeters {

    private final MeterRegistry registry;

    EgressMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watchConnections(Supplier<Number> inUse, Supplier<Number> open) {
        Gauge.builder("parley.egress.connections.used", inUse)
                .description("Outgoing connections that an exchange uses")
                .register(registry);
        Gauge.builder("parley.egress.connections.open", open)
                .description(
                        "Outgoing connections that are open, in use or kept for the next request")
                .register(registry);
    }

    void ended(Outcome<?> outcome, Duration took) {
        Timer.builder("parley.egress.exchange")
                .description("Outgoing HTTP exchanges with their bodies, by how they ended")
                .tag("outcome", outcome(outcome))
                .tag("reason", reason(outcome))
                .register(registry)
                .record(took);
    }

    static String outcome(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Answered<?> answered -> "answered";
            case Outcome.Refused<?> refused -> "refused";
            case Outcome.NotSent<?> notSent -> "not_sent";
            case Outcome.Lost<?> lost -> "lost";
        };
    }

    static String reason(Outcome<?> outcome) {
        Enum<?> reason =
                switch (outcome) {
                    case Outcome.Answered<?> answered -> null;
                    case Outcome.Refused<?> refused -> refused.reason();
                    case Outcome.NotSent<?> notSent -> notSent.reason();
                    case Outcome.Lost<?> lost -> lost.reason();
                };
        return reason == null ? "none" : reason.name().toLowerCase(Locale.ROOT);
    }
}
