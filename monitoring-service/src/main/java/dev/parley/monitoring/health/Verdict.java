package dev.parley.monitoring.health;

import dev.parley.contracts.event.InstanceHeartbeat;
import dev.parley.monitoring.health.SuiteHealth.DependencyHealth;
import dev.parley.monitoring.health.SuiteHealth.InstanceHealthView;
import dev.parley.monitoring.health.SuiteHealth.ServiceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pure decision how the suite is, from the last heartbeats. Silence means down, unless the
 * monitor itself is deaf: then it says that it does not know.
 */
final class Verdict {

    /** Three missed beats. */
    static final Duration SILENT_AFTER = Duration.ofSeconds(15);

    private static final List<String> SERVICES =
            List.of("conversation-service", "agent-service", "tool-service", "monitoring-service");

    private final Instant now;
    private final Instant listeningSince;
    private final boolean deaf;

    /**
     * A verdict at a moment.
     *
     * @param listeningSince since when this monitor could have heard a heartbeat
     * @param deaf whether Kafka is away, so that nothing can be heard
     */
    Verdict(Instant now, Instant listeningSince, boolean deaf) {
        this.now = now;
        this.listeningSince = listeningSince;
        this.deaf = deaf;
    }

    SuiteHealth over(List<InstanceHeartbeat> heartbeats) {
        Map<String, List<InstanceHeartbeat>> byService =
                heartbeats.stream().collect(Collectors.groupingBy(InstanceHeartbeat::service));
        List<ServiceHealth> services =
                SERVICES.stream()
                        .map(name -> service(name, byService.getOrDefault(name, List.of())))
                        .toList();
        ServiceHealth worst =
                services.stream().max(Comparator.comparing(ServiceHealth::status)).orElseThrow();
        Status status = worst.status() == Status.STOPPED ? Status.DOWN : worst.status();
        String why =
                status == Status.UP
                        ? null
                        : services.stream()
                                .filter(service -> service.status() != Status.UP)
                                .map(service -> service.name() + ": " + service.why())
                                .collect(Collectors.joining("; "));
        Instant since =
                services.stream()
                        .filter(service ->
                                status == Status.UP || service.status() == worst.status())
                        .map(ServiceHealth::since)
                        .max(Comparator.naturalOrder())
                        .orElse(now);
        return new SuiteHealth(status, since, why, services, dependencies(services), now);
    }

    private ServiceHealth service(String name, List<InstanceHeartbeat> heartbeats) {
        if (heartbeats.isEmpty()) {
            Status status = deaf ? Status.UNKNOWN : Status.DOWN;
            return new ServiceHealth(
                    name, status, listeningSince, "no instance was ever heard", List.of());
        }
        List<InstanceHealthView> instances =
                heartbeats.stream()
                        .map(this::instance)
                        .sorted(Comparator.comparing(InstanceHealthView::instance))
                        .toList();
        List<InstanceHealthView> wanted =
                instances.stream().filter(instance -> instance.status() != Status.STOPPED).toList();
        List<InstanceHealthView> counted = wanted.isEmpty() ? instances : wanted;
        Status status = overall(counted);
        Instant since =
                counted.stream()
                        .filter(instance -> status == Status.UP || instance.status() != Status.UP)
                        .map(InstanceHealthView::since)
                        .max(Comparator.naturalOrder())
                        .orElse(now);
        return new ServiceHealth(name, status, since, whyOf(status, counted), instances);
    }

    /** Some instances that work keep a service from being down. */
    private static Status overall(List<InstanceHealthView> instances) {
        Status worst =
                instances.stream()
                        .map(InstanceHealthView::status)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        boolean someWork =
                instances.stream()
                        .anyMatch(i -> i.status() == Status.UP || i.status() == Status.DEGRADED);
        return worst == Status.DOWN && someWork ? Status.DEGRADED : worst;
    }

    private static @Nullable String whyOf(Status status, List<InstanceHealthView> instances) {
        if (status == Status.UP) {
            return null;
        }
        return instances.stream()
                .filter(instance -> instance.status() != Status.UP)
                .map(instance ->
                        instance.instance()
                                + " is "
                                + instance.status().wireName()
                                + ": "
                                + instance.why())
                .collect(Collectors.joining("; "));
    }

    private InstanceHealthView instance(InstanceHeartbeat last) {
        List<DependencyHealth> dependencies =
                last.dependencies().stream()
                        .map(d ->
                                new DependencyHealth(
                                        d.name(),
                                        Status.valueOf(d.state().name()),
                                        d.since(),
                                        d.why()))
                        .toList();
        Status status =
                last.state() == InstanceHeartbeat.State.STOPPING
                        ? Status.STOPPED
                        : Status.valueOf(last.state().name());
        String why = last.why();
        Instant since = last.since();
        boolean silent = last.at().plus(SILENT_AFTER).isBefore(now);
        if (silent && status != Status.STOPPED) {
            status = deaf ? Status.UNKNOWN : Status.DOWN;
            since = last.at();
            why =
                    deaf
                            ? "the monitor hears nothing, Kafka is away"
                            : "no heartbeat since " + last.at();
        }
        return new InstanceHealthView(
                last.instance(), status, since, why, last.startedAt(), last.at(), dependencies);
    }

    private static List<DependencyHealth> dependencies(List<ServiceHealth> services) {
        Map<String, DependencyHealth> worst = new TreeMap<>();
        services.stream()
                .flatMap(service -> service.instances().stream())
                .filter(instance ->
                        instance.status() == Status.UP || instance.status() == Status.DEGRADED)
                .flatMap(instance -> instance.dependencies().stream())
                .forEach(dependency ->
                        worst.merge(
                                dependency.name(),
                                dependency,
                                (a, b) -> a.status().compareTo(b.status()) >= 0 ? a : b));
        return new ArrayList<>(worst.values());
    }
}
