package dev.parley.bench;

import java.io.IOException;

/**
 * Reads the counters of a cache where Prometheus would: what the process itself had, and of the
 * rest what Redis had. Whoever waited for another's load counts as a miss.
 */
final class CacheMetrics {

    private final ApiClient api;

    CacheMetrics(ApiClient api) {
        this.api = api;
    }

    /** How often the cache had an answer, and how often not. */
    record Counts(double hits, double misses) {

        double hitRateSince(Counts before) {
            double found = hits - before.hits;
            return found / (found + misses - before.misses);
        }
    }

    Counts read(String cache) throws IOException, InterruptedException {
        double hits = 0;
        double misses = 0;
        for (String line : api.exchange("GET", "/q/metrics", "text/plain", null).split("\n")) {
            boolean near = line.startsWith("cache_gets_total{") && line.contains("\"hit\"");
            boolean shared = line.startsWith("parley_cache_requests_total{");
            if ((near || shared) && line.contains("cache=\"" + cache + '"')) {
                double count = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                boolean found = line.contains("\"hit\"") || line.contains("\"stale\"");
                hits += found ? count : 0;
                misses += found ? 0 : count;
            }
        }
        return new Counts(hits, misses);
    }
}
