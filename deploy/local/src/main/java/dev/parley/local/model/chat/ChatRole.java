package dev.parley.local.model.chat;

import java.util.Locale;
import java.util.Optional;

/** Who speaks; {@code developer} is read as {@code system}. */
public enum ChatRole {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL;

    static Optional<ChatRole> find(String name) {
        return switch (name) {
            case "system", "developer" -> Optional.of(SYSTEM);
            case "user", "assistant", "tool" -> Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
            default -> Optional.empty();
        };
    }
}
