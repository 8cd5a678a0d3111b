package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads query parameters; refuses what they cannot mean with {@code validation-failed}. */
final class Parameters {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    private Parameters() {}

    static Priority priority(String text) {
        try {
            return Priority.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("priority", "invalid", "priority " + e.getMessage());
        }
    }

    static Instant instant(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
                throw ProblemException.invalid(
                        "accepted_before",
                        "out-of-range",
                        "accepted_before must be in the years 1970 to 9999.");
            }
            return time;
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "accepted_before",
                    "invalid",
                    "accepted_before must be a time in UTC, such as 2026-01-31T12:00:00Z");
        }
    }
}
