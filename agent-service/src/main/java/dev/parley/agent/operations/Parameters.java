package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads query parameters; refuses what they cannot mean with {@code validation-failed}. */
final class Parameters {

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
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "accepted_before",
                    "invalid",
                    "accepted_before must be a time in UTC, such as 2026-01-31T12:00:00Z");
        }
    }
}
