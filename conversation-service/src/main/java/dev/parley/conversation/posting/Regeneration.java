package dev.parley.conversation.posting;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.json.OptionalBody;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/conversations/{id}/messages/{message_id}/regenerate}.
 *
 * @param agent the agent that answers this time; the conversation's if not given
 * @param priority how urgent the answer is; {@code normal} if not given
 */
@OptionalBody
record Regeneration(
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message = "must be the name of an agent, such as \"assistant\"")
                @Nullable String agent,
        @Nullable Priority priority) {}
