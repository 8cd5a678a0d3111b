package dev.parley.conversation.posting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a message does while another run of its conversation has not ended. */
public enum OnBusy {
    /** It waits its turn. */
    ENQUEUE,
    /** It is refused. */
    REJECT,
    /** It cancels what has not ended, and is answered next. */
    INTERRUPT;

    /** The name as clients write it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name as clients write it; throws {@link IllegalArgumentException} for any other.
     */
    @JsonCreator
    public static OnBusy parse(String wireName) {
        for (OnBusy choice : values()) {
            if (choice.wireName().equals(wireName)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("must be one of enqueue, reject, interrupt");
    }
}
