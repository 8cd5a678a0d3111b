package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how long the results of a tool are kept for the next caller.
 *
 * @param ttl how long, a second to 30 days
 * @param scope who gets the result of whom
 * @param varyOn the arguments that make a difference, as JSON Pointers; all if null
 * @param failuresTtl how long a failure is kept; not at all if null
 * @param tags by which results can be dropped together with those of other tools
 * @param namespace the same, for one name only, such as the system that the tool asks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CacheRule(
        @NotNull(message = "is required, such as \"PT5M\"")
                @DurationMin(seconds = 1, message = "must be at least PT1S")
                @DurationMax(days = 30, message = "must be at most P30D")
                Duration ttl,
        @NotNull(message = "is required: tenant, user or none") Scope scope,
        @Size(max = 16, message = "must have at most 16 pointers")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = "(/[^/]{1,128}){1,8}",
                                        message =
                                                "must be a JSON Pointer into the arguments, such as \"/city\"")
                                String>
                        varyOn,
        @DurationMin(seconds = 1, message = "must be at least PT1S")
                @DurationMax(hours = 1, message = "must be at most PT1H")
                @Nullable Duration failuresTtl,
        @Size(max = 16, message = "must have at most 16 tags")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(regexp = NAME, message = "must be a tag: " + NAME_RULE)
                                String>
                        tags,
        @Pattern(regexp = NAME, message = "must be a name: " + NAME_RULE)
                @Nullable String namespace) {

    static final String NAME = "[a-zA-Z0-9_.:-]{1,64}";
    static final String NAME_RULE = "1 to 64 letters, digits, _ . : or -";

    /** Its tags and its namespace. */
    List<String> names() {
        return Stream.concat(
                        Objects.requireNonNullElse(tags, List.<String>of()).stream(),
                        Stream.ofNullable(namespace))
                .distinct()
                .toList();
    }

    /** Who gets the result of whom. */
    public enum Scope {
        /** Everybody in the tenant. */
        TENANT,
        /** Each user his own. */
        USER,
        /** Nobody: nothing is kept. */
        NONE;

        /** The name as clients write it. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads the name as clients write it; throws {@link IllegalArgumentException} for any other
         * text.
         */
        @JsonCreator
        public static Scope parse(String wireName) {
            for (Scope scope : values()) {
                if (scope.wireName().equals(wireName)) {
                    return scope;
                }
            }
            throw new IllegalArgumentException("must be tenant, user or none");
        }
    }
}
