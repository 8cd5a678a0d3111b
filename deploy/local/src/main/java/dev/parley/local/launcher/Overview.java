package dev.parley.local.launcher;

import dev.parley.local.infrastructure.LocalInfrastructure;
import dev.parley.local.layout.Ports;
import dev.parley.local.process.Daemon;
import dev.parley.local.service.HttpProbe;
import dev.parley.local.supervision.SuiteLock;
import dev.parley.local.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What each part of a suite is doing right now, as seen from outside. */
record Overview(List<Line> lines) {

    private static final String READY = "ready";

    /** It answers, but we did not start it. */
    private static final String ELSEWHERE = "ready elsewhere";

    /** Who doesn't answer after that has a problem. */
    private static final Duration STARTING = Duration.ofMinutes(2);

    /**
     * One part.
     *
     * @param alone whether the children of its process are not part of it
     */
    record Line(
            String name, String url, String state, Optional<ProcessHandle> process, boolean alone) {

        boolean ready() {
            return state.equals(READY) || state.equals(ELSEWHERE);
        }

        Optional<Long> memory() {
            return process.flatMap(running -> Memory.of(family(running)));
        }

        private Stream<ProcessHandle> family(ProcessHandle running) {
            Stream<ProcessHandle> self = Stream.of(running);
            return alone ? self : Stream.concat(self, running.descendants());
        }
    }

    static Overview of(Suite suite, LocalInfrastructure infrastructure) {
        List<Line> lines = new ArrayList<>();
        List<Daemon> services = suite.services(infrastructure, Set.of());
        services.stream().skip(1).map(Overview::line).forEach(lines::add);
        lines.add(issuer(suite));
        Stream.concat(services.stream().limit(1), infrastructure.all().stream())
                .map(Overview::line)
                .forEach(lines::add);
        return new Overview(lines);
    }

    boolean allReady() {
        return lines.stream().allMatch(Line::ready);
    }

    boolean nothingRuns() {
        return lines.stream().allMatch(line -> line.process().isEmpty());
    }

    /** Service, URL and state. */
    List<String> shortTable() {
        return new Table(
                        List.of("service", "URL", "state"),
                        lines.stream()
                                .map(line -> List.of(line.name(), line.url(), line.state()))
                                .toList())
                .lines();
    }

    /** The same with process ids and memory. */
    List<String> longTable() {
        return new Table(
                        List.of("service", "URL", "state", "pid", "MiB"),
                        lines.stream().map(Overview::detailed).toList())
                .lines();
    }

    /** Memory of all processes, in MiB. */
    long memory() {
        return lines.stream()
                .flatMap(line -> line.memory().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<String> detailed(Line line) {
        String pid = line.process().map(process -> Long.toString(process.pid())).orElse("-");
        String memory = line.memory().map(String::valueOf).orElse("-");
        return List.of(line.name(), line.url(), line.state(), pid, memory);
    }

    private static Line line(Daemon daemon) {
        Optional<ProcessHandle> process = daemon.pid().flatMap(ProcessHandle::of);
        String state =
                process.map(running -> state(daemon, running))
                        .orElseGet(() -> daemon.answers() ? ELSEWHERE : "down");
        return new Line(daemon.name(), daemon.endpoint(), state, process, false);
    }

    private static String state(Daemon daemon, ProcessHandle process) {
        if (daemon.answers()) {
            return READY;
        }
        boolean young =
                process.info()
                        .startInstant()
                        .filter(Instant.now().minus(STARTING)::isBefore)
                        .isPresent();
        return young ? "starting" : "not ready";
    }

    private static Line issuer(Suite suite) {
        String url = Ports.url(suite.ports().issuer());
        Optional<ProcessHandle> launcher = SuiteLock.holder(suite.folder());
        boolean answers = launcher.isPresent() && HttpProbe.succeeds(url + "/jwks");
        return new Line("issuer", url, answers ? READY : "down", launcher, true);
    }
}
