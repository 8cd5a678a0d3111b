package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.sink.EffectSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Calls of tools, each under an id of its own and with all that the ledger promises: what a
 * built-in tool costs, what an HTTP tool adds to its request, and what a kept result saves.
 */
final class ToolBench {

    /** Where the world outside is; tool-service must be allowed to ask there. */
    static final int SINK_PORT = 8099;

    private static final int CLIENTS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int EQUAL_CALLS = 100;

    private final ApiClient tools;
    private final EffectSink sink;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    ToolBench(ApiClient tools, EffectSink sink) {
        this.tools = tools;
        this.sink = sink;
    }

    void run(Duration time) throws Exception {
        register("plain_" + suffix, "");
        register("kept_" + suffix, ", \"cache\": {\"ttl\": \"PT10M\", \"scope\": \"tenant\"}");
        System.out.printf("%-34s %10s %10s %10s%n", "calls", "calls/s", "p50 ms", "p99 ms");
        Callable<?> builtin = () -> execute("calculator", "{\"expression\": \"6*7\"}");
        Callable<?> plain = () -> execute("plain_" + suffix, "{}");
        Callable<?> missing =
                () -> execute("kept_" + suffix, "{\"n\": \"" + UUID.randomUUID() + "\"}");
        Callable<?> kept = () -> execute("kept_" + suffix, "{\"n\": \"same\"}");
        for (Callable<?> call : List.of(builtin, plain, missing, kept, this::bareRequest)) {
            load(call, CLIENTS, WARM_UP);
        }
        print("built-in, 16 at once", builtin, CLIENTS, time);
        print("built-in, alone", builtin, 1, time);
        print("the bare request, alone", this::bareRequest, 1, time);
        print("HTTP tool, alone", plain, 1, time);
        print("the bare request, 16 at once", this::bareRequest, CLIENTS, time);
        print("HTTP tool, 16 at once", plain, CLIENTS, time);
        print("keeps results, none kept, alone", missing, 1, time);
        print("keeps results, kept, alone", kept, 1, time);
        print("keeps results, kept, 16 at once", kept, CLIENTS, time);
        equalCalls();
    }

    private void register(String name, String more) throws IOException, InterruptedException {
        tools.send(
                "POST",
                "/v1/tools",
                "application/json",
                """
                {"name": "%s", "description": "Asks.", "kind": "http", "input_schema": {"type": "object", "properties": {"n": {}}},
                 "max_concurrent": 256, "config": {"method": "GET", "url": "http://127.0.0.1:%d/echo"}%s}
                """
                        .formatted(name, SINK_PORT, more));
    }

    private JsonNode execute(String tool, String arguments)
            throws IOException, InterruptedException {
        String call =
                "{\"call_id\": \"" + UUID.randomUUID() + "\", \"arguments\": " + arguments + '}';
        JsonNode outcome;
        do {
            outcome =
                    tools.send("POST", "/v1/tools/" + tool + "/execute", "application/json", call);
        } while (outcome.path("status").asText().equals("running"));
        if (!outcome.path("status").asText().equals("succeeded")) {
            throw new IOException(tool + ": " + outcome);
        }
        return outcome;
    }

    private String bareRequest() throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + SINK_PORT + "/echo"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void print(String name, Callable<?> call, int clients, Duration time)
            throws InterruptedException, ExecutionException {
        Histogram micros = load(call, clients, time);
        System.out.printf(
                "%-34s %10.0f %10.2f %10.2f%n",
                name,
                micros.getTotalCount() / (double) time.toSeconds(),
                micros.getValueAtPercentile(50) / 1_000.0,
                micros.getValueAtPercentile(99) / 1_000.0);
    }

    private static Histogram load(Callable<?> call, int clients, Duration time)
            throws InterruptedException, ExecutionException {
        Histogram micros = new ConcurrentHistogram(3);
        long end = System.nanoTime() + time.toNanos();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                running.add(
                        threads.submit(() -> {
                            while (System.nanoTime() < end) {
                                long start = System.nanoTime();
                                call.call();
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

    private void equalCalls() throws InterruptedException, ExecutionException {
        int before = sink.requests();
        String arguments = "{\"n\": \"" + UUID.randomUUID() + "\"}";
        List<Future<?>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < EQUAL_CALLS; i++) {
                calls.add(threads.submit(() -> execute("kept_" + suffix, arguments)));
            }
        }
        for (Future<?> call : calls) {
            call.get();
        }
        System.out.printf(
                "%d equal calls at once made %d of the tool.%n",
                EQUAL_CALLS, sink.requests() - before);
    }
}
