package dev.parley.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Reads of conversations as people make them: few are wanted by many (Zipf's law), one request in
 * twenty changes something. The same with and without the cache: a page of 51 is not served from
 * it.
 */
final class CacheBench {

    private static final int CONVERSATIONS = 10_000;
    private static final int MESSAGES = 20;
    private static final int CLIENTS = 16;
    private static final int WRITES_IN_100 = 5;

    private final ApiClient api;
    private final Statements statements;
    private final CacheMetrics metrics;

    CacheBench(ApiClient api, Statements statements, CacheMetrics metrics) {
        this.api = api;
        this.statements = statements;
        this.metrics = metrics;
    }

    void run(Duration time)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        System.out.println("Importing " + CONVERSATIONS + " conversations …");
        List<String> conversations = seed();
        Zipf zipf = new Zipf(CONVERSATIONS);
        System.out.printf(
                "%-10s %10s %10s %10s %12s %10s%n",
                "reads", "req/s", "p50 ms", "p99 ms", "SQL/request", "hit rate");
        prime(conversations);
        print("cached", conversations, zipf, 50, time);
        load(conversations, zipf, 51, time.dividedBy(4));
        print("uncached", conversations, zipf, 51, time);
    }

    private List<String> seed() throws InterruptedException, ExecutionException {
        Seed seed = new Seed(api);
        List<Future<String>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CONVERSATIONS; i++) {
                made.add(threads.submit(() -> seed.conversation(MESSAGES)));
            }
        }
        List<String> ids = new ArrayList<>();
        for (Future<String> one : made) {
            ids.add(one.get());
        }
        return ids;
    }

    /** Each is read once: what is measured is a cache in use, not one that is being filled. */
    private void prime(List<String> conversations) throws InterruptedException, ExecutionException {
        List<Future<?>> reads = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (String id : conversations) {
                reads.add(
                        threads.submit(
                                () -> api.get("/v1/conversations/" + id + "/messages?limit=50")));
            }
        }
        for (Future<?> one : reads) {
            one.get();
        }
    }

    private void print(String name, List<String> conversations, Zipf zipf, int limit, Duration time)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        CacheMetrics.Counts before = metrics.read("window");
        long sql = statements.count();
        Histogram micros = load(conversations, zipf, limit, time);
        double requests = micros.getTotalCount();
        CacheMetrics.Counts after = metrics.read("window");
        System.out.printf(
                "%-10s %10.0f %10.2f %10.2f %12.2f %10s%n",
                name,
                requests / time.toSeconds(),
                micros.getValueAtPercentile(50) / 1_000.0,
                micros.getValueAtPercentile(99) / 1_000.0,
                (statements.count() - sql) / requests,
                limit > 50 ? "-" : "%.1f %%".formatted(100 * after.hitRateSince(before)));
    }

    private Histogram load(List<String> conversations, Zipf zipf, int limit, Duration time)
            throws InterruptedException, ExecutionException {
        Histogram micros = new ConcurrentHistogram(3);
        AtomicInteger number = new AtomicInteger();
        long end = System.nanoTime() + time.toNanos();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                running.add(
                        clients.submit(() -> {
                            while (System.nanoTime() < end) {
                                String id = conversations.get(zipf.next());
                                long start = System.nanoTime();
                                request(id, limit, number.incrementAndGet());
                                micros.recordValue((System.nanoTime() - start) / 1_000);
                            }
                            return null;
                        }));
            }
        }
        for (Future<?> one : running) {
            one.get();
        }
        return micros;
    }

    private void request(String id, int limit, int number)
            throws IOException, InterruptedException {
        if (ThreadLocalRandom.current().nextInt(100) < WRITES_IN_100) {
            api.send(
                    "PATCH",
                    "/v1/conversations/" + id,
                    "application/json",
                    "{\"title\":\"" + number + "\"}");
        } else if (api.get("/v1/conversations/" + id + "/messages?limit=" + limit)
                        .path("data")
                        .size()
                != MESSAGES) {
            throw new IOException("not all messages of " + id);
        }
    }
}
