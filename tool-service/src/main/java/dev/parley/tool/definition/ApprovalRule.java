package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * Who approves the calls of a tool, and until when.
 *
 * @param fourEyes whether it must be somebody else than the one who asks; not if null
 * @param expiresIn how long an approval may be asked for and used, a minute to 30 days; a day if
 *     null
 * @param approvers the roles that may approve; if null or empty, whoever asks, operators and
 *     administrators
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalRule(
        @Nullable Boolean fourEyes,
        @DurationMin(minutes = 1, message = "must be at least PT1M")
                @DurationMax(days = 30, message = "must be at most P30D")
                @Nullable Duration expiresIn,
        @Size(max = 32, message = "must name at most 32 roles")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = CacheRule.NAME,
                                        message = "must be a role: " + CacheRule.NAME_RULE)
                                String>
                        approvers) {

    private static final Duration DEFAULT_LIFE = Duration.ofDays(1);

    /** What holds where a tool says nothing more. */
    public static final ApprovalRule DEFAULT = new ApprovalRule(null, null, null);

    /** Whether whoever asks may not approve. */
    public boolean wantsFourEyes() {
        return fourEyes != null && fourEyes;
    }

    /** How long an approval may be asked for and used. */
    public Duration life() {
        return Objects.requireNonNullElse(expiresIn, DEFAULT_LIFE);
    }

    /** The roles that may approve; empty for the usual ones. */
    public List<String> roles() {
        return Objects.requireNonNullElse(approvers, List.of());
    }
}
