package dev.parley.conversation.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a conversation is in use, or kept out of sight. */
public enum ConversationStatus {
    ACTIVE,
    ARCHIVED;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ConversationStatus parse(String wireName) {
        return find(wireName)
                .orElseThrow(() -> new IllegalArgumentException("must be active or archived"));
    }

    static Optional<ConversationStatus> find(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst();
    }
}
