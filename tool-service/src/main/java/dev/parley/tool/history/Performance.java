package dev.parley.tool.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tool has done in a time, for one tenant. Shares are of the calls that have ended.
 *
 * @param window the time, as asked for
 * @param complete whether all calls of that time are in it, and not the newest only
 * @param running calls that have not ended
 * @param cached those that were given the result of an equal call
 * @param retries attempts after the first
 * @param bytes how much it gave
 * @param cost in US dollars
 * @param durationMs of the calls that did ask the tool; null if none did
 * @param breaker whether calls are let through in the process that answers: {@code closed} if they
 *     are, {@code open} if not, {@code half_open} if one is tried
 * @param failures the most frequent causes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Performance(
        String tool,
        String window,
        boolean complete,
        long calls,
        long running,
        long succeeded,
        long failed,
        long unknown,
        long cached,
        long retries,
        long bytes,
        BigDecimal cost,
        @Nullable Durations durationMs,
        String breaker,
        List<Failure> failures) {

    /** In milliseconds; percentiles are of actual durations, interpolated. */
    public record Durations(double p50, double p95, double p99, long max) {}

    /** A cause of failures, and how many. */
    public record Failure(String code, long count) {}
}
