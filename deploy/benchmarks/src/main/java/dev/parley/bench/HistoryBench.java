package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/**
 * What a conversation of 100,000 messages costs beside one of 100: the same requests on both in
 * turn, so that whatever else the machine does meets both.
 */
final class HistoryBench {

    private static final int SMALL = 100;
    private static final int LARGE = 100_000;
    private static final int WARM_UP = 300;
    private static final int REQUESTS = 400;
    private static final int APPENDS = 60;
    private static final int PAGE = 50;

    private final ApiClient api;
    private final Statements statements;

    HistoryBench(ApiClient api, Statements statements) {
        this.api = api;
        this.statements = statements;
    }

    /** One request on a conversation of a size. */
    private interface Request {
        void send(String conversation, int size) throws IOException, InterruptedException;

        /** What must have happened before the next one; takes no part in the figures. */
        default void settle(String conversation) throws IOException, InterruptedException {}
    }

    /** A message whose answer nobody waits for, until it is over. */
    private final class Append implements Request {

        private String after = "";

        @Override
        public void send(String id, int size) throws IOException, InterruptedException {
            after =
                    api.send(
                                    "POST",
                                    "/v1/conversations/" + id + "/messages",
                                    "application/json",
                                    "{\"content\":\"Hello.\"}")
                            .path("run")
                            .path("after_seq")
                            .asText();
        }

        @Override
        public void settle(String id) throws IOException, InterruptedException {
            String events;
            do {
                events =
                        api.exchange(
                                "GET",
                                "/v1/conversations/" + id + "/events?follow=false&after=" + after,
                                "application/json",
                                null);
            } while (!events.contains("event:run.completed"));
        }
    }

    private record Sized(String id, int size, Histogram micros) {}

    void run() throws IOException, InterruptedException, SQLException {
        System.out.println("Importing " + SMALL + " and " + LARGE + " messages …");
        Seed seed = new Seed(api);
        String small = seed.conversation(SMALL);
        String large = seed.conversation(LARGE);
        System.out.printf(
                "%-28s %12s %12s %8s %10s %10s%n",
                "request", "100: p50 ms", "100k: p50 ms", "ratio", "100: SQL", "100k: SQL");
        measure("open (cached)", small, large, REQUESTS, (id, size) -> page(id, "?limit=50"));
        measure(
                "newest page (uncached)",
                small,
                large,
                REQUESTS,
                (id, size) -> page(id, "?limit=51"));
        measure("page anywhere", small, large, REQUESTS, this::anywhere);
        measure(
                "oldest page",
                small,
                large,
                REQUESTS,
                (id, size) -> page(id, "?order=asc&limit=50"));
        measure("end of the log", small, large, REQUESTS, this::log);
        measure("append", small, large, APPENDS, new Append());
        measure("append and stream", small, large, APPENDS, this::stream);
    }

    private void measure(String name, String small, String large, int requests, Request request)
            throws IOException, InterruptedException, SQLException {
        Sized[] both = {
            new Sized(small, SMALL, new Histogram(3)), new Sized(large, LARGE, new Histogram(3))
        };
        for (int i = 0; i < Math.min(requests, WARM_UP); i++) {
            for (Sized one : both) {
                request.send(one.id(), one.size());
                request.settle(one.id());
            }
        }
        for (int i = 0; i < requests; i++) {
            for (Sized one : both) {
                long start = System.nanoTime();
                request.send(one.id(), one.size());
                one.micros().recordValue((System.nanoTime() - start) / 1_000);
                request.settle(one.id());
            }
        }
        double few = both[0].micros().getValueAtPercentile(50) / 1_000.0;
        double many = both[1].micros().getValueAtPercentile(50) / 1_000.0;
        System.out.printf(
                "%-28s %12.2f %12.2f %8.2f %10s %10s%n",
                name, few, many, many / few, sql(both[0], request), sql(both[1], request));
    }

    /**
     * Statements a request, from a few of them alone; not for those whose run goes on behind them.
     */
    private String sql(Sized one, Request request)
            throws IOException, InterruptedException, SQLException {
        if (request instanceof Append) {
            return "-";
        }
        int times = 20;
        long before = statements.count();
        for (int i = 0; i < times; i++) {
            request.send(one.id(), one.size());
        }
        return "%.1f".formatted((statements.count() - before) / (double) times);
    }

    private void page(String id, String query) throws IOException, InterruptedException {
        JsonNode page = api.get("/v1/conversations/" + id + "/messages" + query);
        if (page.path("data").size() < PAGE) {
            throw new IOException("a page of " + page.path("data").size());
        }
    }

    private void anywhere(String id, int size) throws IOException, InterruptedException {
        int before = PAGE + 1 + ThreadLocalRandom.current().nextInt(size - PAGE);
        page(id, "?limit=50&before=" + before);
    }

    private void log(String id, int size) throws IOException, InterruptedException {
        api.exchange(
                "GET",
                "/v1/conversations/" + id + "/events?after=0&follow=false",
                "application/json",
                null);
    }

    private void stream(String id, int size) throws IOException, InterruptedException {
        String events =
                api.stream("/v1/conversations/" + id + "/messages", "{\"content\":\"Hello.\"}");
        if (!events.contains("event:run.completed")) {
            throw new IOException("no end: " + events);
        }
    }
}
