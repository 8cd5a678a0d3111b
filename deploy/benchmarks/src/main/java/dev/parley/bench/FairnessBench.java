package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.HdrHistogram.Histogram;

/**
 * One tenant floods the queue of the running suite with runs of low priority. Meanwhile another
 * posts as it does alone, a third what is critical, and two equal ones compete. Each run takes the
 * model a second, so that slots are what is short.
 */
final class FairnessBench {

    private static final int FEW = 300;
    private static final int COMPETING = 300;
    private static final int POSTING = 4;
    private static final long PACE_MILLIS = 100;
    private static final double NEAR = 0.25;
    private static final String CONTENT =
            "<<script {\\\"first_token_ms\\\":1000,\\\"steps\\\":[{\\\"text\\\":\\\"Done.\\\"}]} >>";

    private final BiFunction<String, String, ApiClient> clients;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    /**
     * @param clients agent-service as a user of a tenant with a role sees it
     */
    FairnessBench(BiFunction<String, String, ApiClient> clients) {
        this.clients = clients;
    }

    /** A started run, and what was said about its wait. */
    private record Started(String id, long estimate) {}

    void run(int runs) throws Exception {
        ApiClient operations = clients.apply("operations", "operator");
        String limits = "{\"max_open\": 100000, \"tenant_max_open\": %d, \"user_max_open\": %d}";
        operations.send(
                "PUT", "/v1/queue/rules", "application/json", limits.formatted(50_000, 50_000));
        ApiClient small = tenant("small");
        // The first ones find a young JVM.
        waits(small, paced(small, "normal", FEW));
        Histogram alone = waits(small, paced(small, "normal", FEW));
        ApiClient flooding = tenant("flood");
        start(flooding, "low", runs, 16);
        printQueue(operations, "flooded");
        List<Started> beside = paced(small, "normal", FEW);
        Histogram besideFlood = waits(small, beside);
        ApiClient urgent = tenant("urgent");
        Histogram critical = waits(urgent, paced(urgent, "critical", FEW));
        printQueue(operations, "after the critical runs");
        ApiClient one = tenant("one");
        ApiClient other = tenant("other");
        List<Started> ofOne;
        List<Started> ofOther;
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<List<Started>> posting =
                    both.submit(() -> start(other, "normal", COMPETING, POSTING));
            ofOne = start(one, "normal", COMPETING, POSTING);
            ofOther = posting.get();
        }
        long[] done = halfWay(one, ofOne, other, ofOther);
        System.out.printf("%n%-44s %10s %10s%n", "wait in the queue", "p50 ms", "p95 ms");
        print("a tenant alone", alone);
        print("the same beside a flood of " + runs, besideFlood);
        print("critical runs beside the flood", critical);
        System.out.printf(
                "p95 beside the flood and alone: %.2f to 1; critical p99 %.0f ms%n",
                (double) besideFlood.getValueAtPercentile(95)
                        / Math.max(1, alone.getValueAtPercentile(95)),
                (double) critical.getValueAtPercentile(99));
        System.out.printf(
                "two equal tenants, half way: %d and %d runs, Jain's index %.3f%n",
                done[0], done[1], jain(done));
        printQueue(operations, "after the competition");
        ApiClient told = tenant("told");
        estimates(told, start(told, "normal", COMPETING, POSTING));
        flooding = clients.apply("fair-flood-" + suffix, "operator");
        flooding.exchange("DELETE", "/v1/queue/runs?priority=low", "application/json", null);
    }

    private ApiClient tenant(String name) throws IOException, InterruptedException {
        String tenant = "fair-" + name + '-' + suffix;
        clients.apply(tenant, "admin")
                .send(
                        "POST",
                        "/v1/agents",
                        "application/json",
                        """
                        {"name": "fair", "model": "default/scripted", "instructions": "Follow the script."}
                        """);
        return clients.apply(tenant, "user");
    }

    private static void printQueue(ApiClient operations, String when)
            throws IOException, InterruptedException {
        JsonNode queue = operations.get("/v1/queue");
        System.out.printf(
                "%s: %d runs in slots, %d queued%n",
                when, queue.path("running").asLong(), queue.path("queued").asLong());
    }

    private static List<Started> paced(ApiClient tenant, String priority, int count)
            throws IOException, InterruptedException {
        List<Started> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(start(tenant, priority));
            Thread.sleep(PACE_MILLIS);
        }
        return started;
    }

    private static List<Started> start(ApiClient tenant, String priority, int count, int threads)
            throws InterruptedException, ExecutionException {
        List<Future<Started>> posted = new ArrayList<>();
        try (ExecutorService posting = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < count; i++) {
                posted.add(posting.submit(() -> start(tenant, priority)));
            }
        }
        List<Started> started = new ArrayList<>();
        for (Future<Started> one : posted) {
            started.add(one.get());
        }
        return started;
    }

    private static Started start(ApiClient tenant, String priority)
            throws IOException, InterruptedException {
        JsonNode run =
                tenant.send(
                        "POST",
                        "/v1/runs",
                        "application/json",
                        "{\"agent\": \"fair\", \"priority\": \"%s\", \"content\": \"%s\"}"
                                .formatted(priority, CONTENT));
        return new Started(run.path("id").asText(), run.path("estimated_wait_ms").asLong(-1));
    }

    private static Histogram waits(ApiClient tenant, List<Started> runs)
            throws IOException, InterruptedException {
        Histogram millis = new Histogram(3);
        for (Started run : runs) {
            millis.recordValue(waited(tenant, run));
        }
        return millis;
    }

    /** In milliseconds; waits until it has begun. */
    private static long waited(ApiClient tenant, Started run)
            throws IOException, InterruptedException {
        while (true) {
            JsonNode queued = tenant.get("/v1/runs/" + run.id()).path("timings").path("queued_ms");
            if (queued.isNumber()) {
                return queued.asLong();
            }
            Thread.sleep(PACE_MILLIS);
        }
    }

    private static long[] halfWay(
            ApiClient one, List<Started> ofOne, ApiClient other, List<Started> ofOther)
            throws IOException, InterruptedException {
        while (true) {
            long[] done = {begun(one, ofOne), begun(other, ofOther)};
            if (done[0] + done[1] >= COMPETING) {
                return done;
            }
            Thread.sleep(PACE_MILLIS);
        }
    }

    /** How many are no longer in the queue. */
    private static long begun(ApiClient tenant, List<Started> runs)
            throws IOException, InterruptedException {
        long waiting = 0;
        String cursor = "";
        do {
            JsonNode page = tenant.get("/v1/runs?status=queued&limit=200" + cursor);
            waiting += page.path("data").size();
            cursor =
                    page.path("next_cursor").isTextual()
                            ? "&cursor=" + page.path("next_cursor").asText()
                            : "";
        } while (!cursor.isEmpty());
        return runs.size() - waiting;
    }

    /** Jain, Chiu and Hawe, "A Quantitative Measure of Fairness", DEC-TR-301 (1984). */
    private static double jain(long[] shares) {
        double sum = 0;
        double squares = 0;
        for (long share : shares) {
            sum += share;
            squares += (double) share * share;
        }
        return sum * sum / (shares.length * squares);
    }

    private static void estimates(ApiClient tenant, List<Started> runs)
            throws IOException, InterruptedException {
        int told = 0;
        int near = 0;
        Histogram percent = new Histogram(3);
        for (Started run : runs) {
            long waited = waited(tenant, run);
            if (run.estimate() > 1_000) {
                told++;
                near += Math.abs(run.estimate() - waited) <= NEAR * waited ? 1 : 0;
                percent.recordValue(100 * run.estimate() / Math.max(1, waited));
            }
        }
        System.out.printf(
                "waits told beforehand, those over a second: %d, of which %d within a quarter of the actual; told of actual, 10th, 50th and 90th percentile: %d, %d and %d %%%n",
                told,
                near,
                percent.getValueAtPercentile(10),
                percent.getValueAtPercentile(50),
                percent.getValueAtPercentile(90));
    }

    private static void print(String name, Histogram millis) {
        System.out.printf(
                "%-44s %10d %10d%n",
                name, millis.getValueAtPercentile(50), millis.getValueAtPercentile(95));
    }
}
