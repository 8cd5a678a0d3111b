package dev.parley.conversation.posting;

import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.MessageId;
import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/conversations/{id}/messages}.
 *
 * @param content what the user says, 1 to 32,768 characters
 * @param priority how urgent the answer is; {@code normal} if not given
 * @param agent the agent that answers this message; the conversation's if not given
 * @param onBusy what to do while another message is being answered; {@code enqueue} if not given
 * @param editOf a user's message that this one stands beside, in a new branch
 * @param metadata up to 16 pairs that Parley keeps and never reads
 */
record NewMessage(
        @NotBlank(message = "is required and must not be blank")
                @Size(max = NewMessage.MAX_CONTENT, message = "must have at most 32768 characters")
                String content,
        @Nullable Priority priority,
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message = "must be the name of an agent, such as \"assistant\"")
                @Nullable String agent,
        @Nullable OnBusy onBusy,
        @Nullable MessageId editOf,
        @Valid @Nullable Metadata metadata) {

    static final int MAX_CONTENT = 32_768;

    Priority priorityOrDefault() {
        return priority == null ? Priority.NORMAL : priority;
    }
}
