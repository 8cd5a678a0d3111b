package dev.parley.conversation.conversation;

import dev.parley.platform.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations a list shows; null means any.
 *
 * @param q words that a message says, or part of the title
 * @param createdAfter only later ones
 * @param createdBefore only earlier ones
 */
record ConversationFilter(
        @Nullable String agent,
        @Nullable String status,
        @Nullable String q,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore) {

    private static final int MAX_QUERY = 200;

    static ConversationFilter parse(
            @Nullable String agent,
            @Nullable String status,
            @Nullable String q,
            @Nullable String createdAfter,
            @Nullable String createdBefore) {
        if (status != null && ConversationStatus.find(status).isEmpty()) {
            throw ProblemException.invalid(
                    "status", "not-one-of", "status must be active or archived.");
        }
        if (q != null && (q.isBlank() || q.length() > MAX_QUERY)) {
            throw ProblemException.invalid(
                    "q", "out-of-range", "q must have 1 to " + MAX_QUERY + " characters.");
        }
        return new ConversationFilter(
                agent,
                status,
                q,
                instant("created_after", createdAfter),
                instant("created_before", createdBefore));
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    name,
                    "not-a-time",
                    name + " must be a time in UTC such as 2026-01-31T12:00:00Z.");
        }
    }
}
