package dev.parley.agent.control;

import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.database.Conditions;
import dev.parley.platform.problem.ProblemException;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which runs a list shows; null means any. */
record RunFilter(
        @Nullable RunStatus status,
        boolean requiresAction,
        @Nullable Priority priority,
        @Nullable String agent,
        @Nullable ConversationId conversation,
        @Nullable Boolean deadLetter) {

    private static final String REQUIRES_ACTION = "requires_action";

    /** The filters as a request spells them. */
    record Parameters(
            @QueryParam("status") @Nullable String status,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("agent") @Size(max = 255) @Nullable String agent,
            @QueryParam("conversation_id") @Nullable String conversation,
            @QueryParam("dead_letter") @Nullable String deadLetter) {}

    /** Reads query parameters; refuses with {@code validation-failed} what they cannot mean. */
    static RunFilter of(Parameters wanted) {
        return new RunFilter(
                wanted.status() == null ? null : status(wanted.status()),
                REQUIRES_ACTION.equals(wanted.status()),
                wanted.priority() == null ? null : priority(wanted.priority()),
                wanted.agent(),
                wanted.conversation() == null ? null : conversation(wanted.conversation()),
                wanted.deadLetter() == null ? null : flag(wanted.deadLetter()));
    }

    void addTo(Conditions conditions) {
        conditions.add("status = ?", status);
        conditions.add(
                "(required_actions IS NOT NULL) = ?",
                status == RunStatus.QUEUED ? requiresAction : null);
        conditions.add("priority = ?", priority == null ? null : priority.ordinal());
        conditions.add("agent_name = ?", agent);
        conditions.add("conversation_id = ?", conversation == null ? null : conversation.value());
        conditions.add("dead_letter = ?", deadLetter);
    }

    private static RunStatus status(String text) {
        if (text.equals(REQUIRES_ACTION)) {
            return RunStatus.QUEUED;
        }
        for (RunStatus status : RunStatus.values()) {
            if (status.wireName().equals(text)) {
                return status;
            }
        }
        throw invalid(
                "status",
                "must be one of queued, running, requires_action, completed, failed, cancelled, expired");
    }

    private static Priority priority(String text) {
        try {
            return Priority.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid("priority", String.valueOf(e.getMessage()));
        }
    }

    private static ConversationId conversation(String text) {
        return ConversationId.find(text)
                .orElseThrow(() -> invalid("conversation_id", "must be the id of a conversation"));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("dead_letter", "must be true or false");
        };
    }

    private static ProblemException invalid(String parameter, String rule) {
        return ProblemException.invalid(parameter, "invalid", parameter + ' ' + rule);
    }
}
