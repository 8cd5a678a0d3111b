package dev.parley.bench;

import dev.parley.local.layout.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Turns a second, their latency, and what a turn costs in CPU over all processes of the suite. */
final class TurnBench {

    private static final String AGENT = "bench";
    private static final int TURNS_PER_CONVERSATION = 5;
    private static final long MAX_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final TurnClient client;
    private final SuiteProcesses processes;

    TurnBench(Ports ports, String token, SuiteProcesses processes) {
        this.client = new TurnClient(ports, token);
        this.processes = processes;
    }

    void run(Duration warmUp, Duration each, String only)
            throws IOException, InterruptedException, ExecutionException {
        client.ensureAgent(AGENT);
        System.out.println("Warming up for " + 2 * warmUp.toSeconds() + " s …");
        measure(new Scenario(true, true, 16, false), warmUp);
        measure(new Scenario(false, false, 16, false), warmUp);
        System.out.printf(
                "%-32s %8s %9s %9s %12s %8s%n",
                "scenario", "turns/s", "p50 ms", "p99 ms", "1st token ms", "CPU ms");
        for (Scenario scenario : Scenario.all()) {
            if (scenario.name().contains(only)) {
                print(scenario, measure(scenario, each));
            }
        }
        System.out.println("Resident MiB: " + processes.residentMebibytes());
    }

    private record Result(
            int turns,
            double seconds,
            Histogram latency,
            Histogram firstToken,
            Map<String, Double> cpuBefore,
            Map<String, Double> cpuAfter) {

        double cpuMillisPerTurn() {
            return millisPerTurn(
                    cpuAfter.values().stream().mapToDouble(s -> s).sum()
                            - cpuBefore.values().stream().mapToDouble(s -> s).sum());
        }

        double millisPerTurn(double cpuSeconds) {
            return cpuSeconds * 1_000 / turns;
        }
    }

    private Result measure(Scenario scenario, Duration time)
            throws InterruptedException, ExecutionException {
        Histogram latency = new ConcurrentHistogram(MAX_MICROS, 3);
        Histogram firstToken = new ConcurrentHistogram(MAX_MICROS, 3);
        AtomicInteger number = new AtomicInteger();
        Map<String, Double> before = processes.cpuSeconds();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < scenario.conversations(); i++) {
                running.add(
                        clients.submit(() -> converse(scenario, end, number, latency, firstToken)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int turns = Math.toIntExact(latency.getTotalCount());
        return new Result(turns, seconds, latency, firstToken, before, processes.cpuSeconds());
    }

    private Void converse(
            Scenario scenario,
            long end,
            AtomicInteger number,
            Histogram latency,
            Histogram firstToken)
            throws IOException, InterruptedException {
        while (System.nanoTime() < end) {
            String conversation = client.open(AGENT);
            for (int i = 0; i < TURNS_PER_CONVERSATION && System.nanoTime() < end; i++) {
                int question = number.incrementAndGet();
                String message = scenario.message(question);
                TurnClient.Turn turn =
                        scenario.streamed()
                                ? client.stream(conversation, message)
                                : client.await(conversation, message);
                if (!scenario.isRight(turn.reply(), question)) {
                    throw new IOException("a wrong answer to \"" + message + "\": " + turn.reply());
                }
                latency.recordValue(turn.nanos() / 1_000);
                if (scenario.streamed()) {
                    firstToken.recordValue(turn.firstTokenNanos() / 1_000);
                }
            }
        }
        return null;
    }

    private static void print(Scenario scenario, Result result) {
        String first =
                scenario.streamed()
                        ? "%.1f".formatted(result.firstToken().getValueAtPercentile(50) / 1_000.0)
                        : "-";
        System.out.printf(
                "%-32s %8.1f %9.1f %9.1f %12s %8.1f  %s%n",
                scenario.name(),
                result.turns() / result.seconds(),
                result.latency().getValueAtPercentile(50) / 1_000.0,
                result.latency().getValueAtPercentile(99) / 1_000.0,
                first,
                result.cpuMillisPerTurn(),
                shares(result));
    }

    /** CPU milliseconds a turn by process, for those that matter. */
    private static String shares(Result result) {
        StringBuilder shares = new StringBuilder();
        result.cpuAfter()
                .forEach((name, after) -> {
                    double millis =
                            result.millisPerTurn(
                                    after - result.cpuBefore().getOrDefault(name, 0.0));
                    if (millis >= 0.05) {
                        shares.append("%s %.1f ".formatted(name.replace("-service", ""), millis));
                    }
                });
        return shares.toString().strip();
    }
}
