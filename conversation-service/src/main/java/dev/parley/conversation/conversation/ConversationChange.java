package dev.parley.conversation.conversation;

import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PATCH /v1/conversations/{id}}: what is not given stays as it is.
 *
 * @param title up to 200 characters; an empty one takes the title away
 * @param agent the name of the agent that answers from now on
 * @param status {@code active} or {@code archived}
 * @param activeBranch the branch that is shown and goes on where nothing else is asked for
 * @param metadata up to 16 pairs, in place of all there are
 */
public record ConversationChange(
        @Size(max = 200, message = "must have at most 200 characters") @Nullable String title,
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message = "must be the name of an agent, such as \"assistant\"")
                @Nullable String agent,
        @Nullable ConversationStatus status,
        @Min(value = 0, message = "must be the number of a branch, 0 or more")
                @Nullable Integer activeBranch,
        @Valid @Nullable Metadata metadata) {}
