package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * What a claim costs with few and with many runs that wait, how many runs claimers get through, and
 * how long a run waits in a queue that is empty.
 */
final class QueueBench {

    private static final int FEW = 10;
    private static final int MANY = 1_000_000;
    private static final int ROUNDS = 2_000;
    private static final int BLOCK = 100;

    /** Two of them are kept for what is urgent. */
    private static final int BATCH = 10;

    private static final int WARM_UP_RUNS = 600;
    private static final int IDLE_RUNS = 200;
    private static final long LOOK_AGAIN_MILLIS = 5;

    private final QueueCopy queue;
    private final QueueCopy full;
    private final ApiClient conversations;
    private final ApiClient agents;

    /**
     * @param queue a copy of the queue for all that is measured
     * @param full another one, for what is compared with it at the same time
     */
    QueueBench(QueueCopy queue, QueueCopy full, ApiClient conversations, ApiClient agents) {
        this.queue = queue;
        this.full = full;
        this.conversations = conversations;
        this.agents = agents;
    }

    /**
     * Runs the parts whose name contains {@code only}: idle, claims, rate.
     *
     * @param each how long each number of claimers is at it
     */
    void run(Duration each, List<Integer> claimers, String only) throws Exception {
        if ("idle".contains(only)) {
            waitWhenIdle();
        }
        if ("claims".contains(only)) {
            claimsOfFewAndMany();
        }
        if ("rate".contains(only)) {
            System.out.printf(
                    "%n%-12s %14s %14s %14s %12s%n",
                    "claimers", "runs/s", "first tenth", "last tenth", "dead rows");
            for (int count : claimers) {
                throughput(count, each);
            }
        }
    }

    private void waitWhenIdle() throws IOException, InterruptedException {
        String conversation =
                conversations
                        .send(
                                "POST",
                                "/v1/conversations",
                                "application/json",
                                "{\"agent\":\"assistant\"}")
                        .path("id")
                        .asText();
        String messages = "/v1/conversations/" + conversation + "/messages";
        System.out.printf(
                "%n%-34s %10s %10s%n", "accepted to begun in an empty queue", "p50 ms", "p99 ms");
        waitOf("messages", () -> conversations.stream(messages, "{\"content\":\"Hello.\"}"));
        waitOf("runs of their own", this::runToItsEnd);
    }

    /** One piece of work that is done before the next begins. */
    private interface Work {
        void execute() throws IOException, InterruptedException;
    }

    private void waitOf(String what, Work work) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP_RUNS + IDLE_RUNS; i++) {
            work.execute();
        }
        Histogram micros = new Histogram(60_000_000, 3);
        for (JsonNode run : agents.get("/v1/runs?limit=" + IDLE_RUNS).path("data")) {
            Instant accepted = Instant.parse(run.path("accepted_at").asText());
            Instant started = Instant.parse(run.path("started_at").asText());
            micros.recordValue(Math.max(0, ChronoUnit.MICROS.between(accepted, started)));
        }
        print(what, micros);
    }

    private void runToItsEnd() throws IOException, InterruptedException {
        String run =
                agents.send(
                                "POST",
                                "/v1/runs",
                                "application/json",
                                "{\"agent\":\"assistant\",\"content\":\"Hello.\"}")
                        .path("id")
                        .asText();
        while (agents.get("/v1/runs/" + run).path("ended_at").isNull()) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** By turns, a block each, so that what else the machine does befalls both alike. */
    private void claimsOfFewAndMany() throws SQLException {
        queue.refill(FEW);
        full.refill(MANY);
        full.writeOut();
        Histogram few = new Histogram(60_000_000, 3);
        Histogram many = new Histogram(60_000_000, 3);
        try (Claimer ofFew = Claimer.of(queue);
                Claimer ofMany = Claimer.of(full)) {
            claims(ofFew, new Histogram(60_000_000, 3), ROUNDS);
            claims(ofMany, new Histogram(60_000_000, 3), ROUNDS);
            for (int done = 0; done < ROUNDS; done += BLOCK) {
                claims(ofFew, few, BLOCK);
                claims(ofMany, many, BLOCK);
            }
        }
        full.refill(0);
        System.out.printf("%n%-34s %10s %10s%n", "claim of one run", "p50 ms", "p99 ms");
        print(FEW + " wait", few);
        print(MANY + " wait", many);
        System.out.printf(
                "ratio of the medians %.2f%n",
                (double) many.getValueAtPercentile(50) / few.getValueAtPercentile(50));
    }

    private static void claims(Claimer claimer, Histogram micros, int rounds) throws SQLException {
        for (int i = 0; i < rounds; i++) {
            micros.recordValue(claimer.round(1).nanos() / 1_000);
        }
    }

    private void throughput(int claimers, Duration each) throws Exception {
        queue.refill(10_000);
        long begin = System.nanoTime();
        long end = begin + each.toNanos();
        long tenth = each.toNanos() / 10;
        LongAdder all = new LongAdder();
        AtomicLong early = new AtomicLong();
        AtomicLong late = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(claimers)) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < claimers; i++) {
                work.add(
                        threads.submit(() -> {
                            all.add(claimUntil(end, begin + tenth, end - tenth, early, late));
                            return true;
                        }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A claimer failed", e);
        }
        double seconds = tenth / 1e9;
        System.out.printf(
                "%-12d %14.0f %14.0f %14.0f %12d%n",
                claimers,
                all.sum() / (each.toNanos() / 1e9),
                early.get() / seconds,
                late.get() / seconds,
                queue.deadRows());
    }

    private long claimUntil(
            long end, long earlyEnd, long lateBegin, AtomicLong early, AtomicLong late)
            throws SQLException {
        try (Claimer claimer = Claimer.of(queue)) {
            long count = 0;
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                int claimed = claimer.round(BATCH).runs();
                if (now < earlyEnd) {
                    early.addAndGet(claimed);
                } else if (now >= lateBegin) {
                    late.addAndGet(claimed);
                }
                count += claimed;
            }
            return count;
        }
    }

    private static void print(String what, Histogram micros) {
        System.out.printf(
                "%-34s %10.2f %10.2f%n",
                what, micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
    }
}
