package dev.parley.conversation.conversation;

import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/conversations}.
 *
 * @param agent the name of the agent that answers
 * @param title up to 200 characters
 * @param metadata up to 16 pairs that Parley keeps and never reads
 */
public record NewConversation(
        @NotNull(message = "is required: the name of an agent, such as \"assistant\"")
                @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message = "must be the name of an agent, such as \"assistant\"")
                String agent,
        @Size(max = 200, message = "must have at most 200 characters") @Nullable String title,
        @Valid @Nullable Metadata metadata) {}
