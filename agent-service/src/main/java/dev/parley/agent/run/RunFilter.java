package dev.parley.agent.run;

import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Which runs a list shows; null means any. */
record RunFilter(
        @Nullable RunStatus status,
        @Nullable Priority priority,
        @Nullable String agent,
        @Nullable ConversationId conversation) {

    /** Reads query parameters; refuses with {@code validation-failed} what they cannot mean. */
    static RunFilter of(
            @Nullable String status,
            @Nullable String priority,
            @Nullable String agent,
            @Nullable String conversation) {
        return new RunFilter(
                status == null ? null : status(status),
                priority == null ? null : priority(priority),
                agent,
                conversation == null ? null : conversation(conversation));
    }

    private static RunStatus status(String text) {
        for (RunStatus status : RunStatus.values()) {
            if (status.wireName().equals(text)) {
                return status;
            }
        }
        throw ProblemException.invalid(
                "status",
                "invalid",
                "status must be one of queued, running, completed, failed, cancelled");
    }

    private static Priority priority(String text) {
        try {
            return Priority.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("priority", "invalid", "priority " + e.getMessage());
        }
    }

    private static ConversationId conversation(String text) {
        return ConversationId.find(text)
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "conversation_id",
                                "invalid",
                                "conversation_id must be the id of a conversation"));
    }
}
