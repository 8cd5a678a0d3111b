package dev.parley.tool.history;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which executions a list shows; null means any. */
record ExecutionFilter(
        @Nullable String tool,
        @Nullable UUID run,
        @Nullable UUID conversation,
        ToolExecution.@Nullable Status status,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** What a UUID of version 7 can hold: milliseconds since 1970, in 48 bits. */
    private static final Instant LATEST = Instant.ofEpochMilli((1L << 48) - 1);

    /** The filters as a request spells them. */
    record Parameters(
            @QueryParam("tool") @Nullable String tool,
            @QueryParam("run_id") @Nullable String run,
            @QueryParam("conversation_id") @Nullable String conversation,
            @QueryParam("status") @Nullable String status,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {}

    /** Reads query parameters; refuses with {@code validation-failed} what they cannot mean. */
    static ExecutionFilter of(Parameters wanted) {
        return new ExecutionFilter(
                wanted.tool(),
                wanted.run() == null
                        ? null
                        : id("run_id", "run", RunId.find(wanted.run()).map(RunId::value)),
                wanted.conversation() == null
                        ? null
                        : id(
                                "conversation_id",
                                "conversation",
                                ConversationId.find(wanted.conversation())
                                        .map(ConversationId::value)),
                wanted.status() == null ? null : status(wanted.status()),
                wanted.from() == null ? null : time("from", wanted.from()),
                wanted.to() == null ? null : time("to", wanted.to()));
    }

    /** Ids grow with time, so a time is a bound of ids. */
    void addTo(Conditions conditions) {
        conditions.add("tool = ?", tool);
        conditions.add("run_id = ?", run);
        conditions.add("conversation_id = ?", conversation);
        conditions.add("status = ANY (?)", status == null ? null : rows(status));
        conditions.add("id >= ?", from == null ? null : firstId(from));
        conditions.add("id < ?", to == null ? null : firstId(to));
    }

    /** The least id of a moment. */
    static UUID firstId(Instant moment) {
        Instant bounded =
                moment.isBefore(Instant.EPOCH)
                        ? Instant.EPOCH
                        : moment.isAfter(LATEST) ? LATEST : moment;
        return new UUID(bounded.toEpochMilli() << 16, 0);
    }

    private static List<String> rows(ToolExecution.Status status) {
        return status == ToolExecution.Status.RUNNING
                ? List.of("PLANNED", "DISPATCHED")
                : List.of(status.name());
    }

    private static UUID id(String parameter, String what, Optional<UUID> found) {
        return found.orElseThrow(() -> invalid(parameter, "must be the id of a " + what));
    }

    private static ToolExecution.Status status(String text) {
        for (ToolExecution.Status status : ToolExecution.Status.values()) {
            if (status.wireName().equals(text)) {
                return status;
            }
        }
        throw invalid(
                "status",
                "must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(ToolExecution.Status.values())
                                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                                        .toList()));
    }

    private static Instant time(String parameter, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(parameter, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static ProblemException invalid(String parameter, String rule) {
        return ProblemException.invalid(parameter, "invalid", parameter + ' ' + rule + '.');
    }
}
