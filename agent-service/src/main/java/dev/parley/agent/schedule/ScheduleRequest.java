package dev.parley.agent.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.contracts.event.Priority;
import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body that creates or replaces a schedule.
 *
 * @param agent the agent that answers
 * @param content what each run is to answer, 1 to 32,768 characters
 * @param cron five fields as in crontab(5), such as {@code 0 9 * * 1-5}
 * @param timeZone an IANA name; {@code UTC} if not given
 * @param priority how urgent the runs are; {@code normal} if not given
 * @param overlap what happens while the last run has not ended; {@code skip} if not given
 * @param enabled whether it begins runs; it does if not given
 * @param maxAttempts how often a run is tried that fails in a way that may pass, 1 to 10; the
 *     queue's rule if not given
 * @param metadata up to 16 pairs that each run keeps and Parley never reads
 */
record ScheduleRequest(
        @NotNull(message = "is required")
                @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message = "must be the name of an agent, such as \"assistant\"")
                String agent,
        @NotBlank(message = "is required and must not be blank")
                @Size(max = 32_768, message = "must have at most 32768 characters")
                String content,
        @NotBlank(message = "is required, such as \"0 9 * * 1-5\"")
                @Size(max = 200, message = "must have at most 200 characters")
                String cron,
        @Size(min = 1, max = 64, message = "must have 1 to 64 characters")
                @Nullable String timeZone,
        @Nullable Priority priority,
        @Nullable Overlap overlap,
        @Nullable Boolean enabled,
        @Min(value = 1, message = "must be 1 to 10") @Max(value = 10, message = "must be 1 to 10")
                @Nullable Integer maxAttempts,
        @Valid @Nullable Metadata metadata) {

    /** What happens when a time comes while the last run has not ended. */
    public enum Overlap {
        /** The time passes. */
        SKIP,
        /** Another run begins. */
        ALLOW;

        /** The name as clients write it. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads the name as clients write it; throws {@link IllegalArgumentException} for any
         * other.
         */
        @JsonCreator
        public static Overlap parse(String wireName) {
            for (Overlap choice : values()) {
                if (choice.wireName().equals(wireName)) {
                    return choice;
                }
            }
            throw new IllegalArgumentException("must be one of skip, allow");
        }
    }

    String timeZoneOrDefault() {
        return Objects.requireNonNullElse(timeZone, "UTC");
    }

    boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }

    boolean skipsIfOpen() {
        return overlap != Overlap.ALLOW;
    }

    Priority priorityOrDefault() {
        return Objects.requireNonNullElse(priority, Priority.NORMAL);
    }
}
