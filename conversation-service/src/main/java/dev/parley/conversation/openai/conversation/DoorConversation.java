package dev.parley.conversation.openai.conversation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about conversations. */
final class DoorConversation {

    private DoorConversation() {}

    /**
     * A conversation to create.
     *
     * @param items up to 20 items to begin with
     */
    record Wanted(@Valid @Nullable Metadata metadata, @Nullable JsonNode items) {}

    /** A conversation's metadata, in place of all there is. */
    record Change(@Valid @Nullable Metadata metadata) {}

    /** Items to add, up to 20. */
    @JsonIgnoreProperties("include")
    record Items(@Nullable JsonNode items) {}
}
