package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.http.Metadata;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.remote.RemoteTool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * All that somebody says of a tool: the body that creates or replaces it, and what is kept of each
 * version.
 *
 * @param name unique in the tenant: letters, digits, _ and -, up to 64
 * @param title for people, up to 128 characters
 * @param description what it does and when to use it, for a model to choose by; up to 4,096
 * @param kind where it comes from
 * @param inputSchema JSON Schema 2020-12 of its arguments; nothing but {@code {}} fits if null
 * @param outputSchema the same of its result
 * @param config what its kind needs to know
 * @param approval whether a person must agree to each call; not if null
 * @param approvalRule who, and until when; only with {@code approval: always}
 * @param requires tools that must have succeeded before it, in the same run or plan
 * @param effects what a call does to the world; if null, nothing for an HTTP GET or HEAD, and
 *     {@code unsafe} for all else
 * @param timeout how long an attempt may take, 100 ms to 10 min
 * @param maxAttempts how often it is tried, if its effects allow, 1 to 10
 * @param maxConcurrent how many calls of it may be on their way in a process, 1 to 256
 * @param invalidates tools, and tags of results, whose kept results a call makes worthless
 * @param allowedRoles the roles whose users may call it; everybody's if null or empty
 * @param costPerCall in US dollars, for reports
 * @param labels up to 16 pairs to find it by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolDefinition(
        @NotNull(message = "is required")
                @Pattern(regexp = NAME, message = "must be 1 to 64 letters, digits, _ or -")
                String name,
        @Size(max = 128, message = "must have at most 128 characters") @Nullable String title,
        @NotNull(message = "is required: what the tool does and when to use it")
                @Size(min = 1, max = 4096, message = "must have 1 to 4096 characters")
                String description,
        @NotNull(message = "is required: http") ToolKind kind,
        @Nullable JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        @Nullable JsonNode config,
        @Size(max = 16, message = "must name at most 16 tools")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(regexp = NAME, message = "must be the name of a tool")
                                String>
                        requires,
        @Nullable Effects effects,
        @Nullable Approving approval,
        @Valid @Nullable ApprovalRule approvalRule,
        @DurationMin(millis = 100, message = "must be at least PT0.1S")
                @DurationMax(minutes = 10, message = "must be at most PT10M")
                @Nullable Duration timeout,
        @Min(value = 1, message = "must be at least 1")
                @Max(value = 10, message = "must be at most 10")
                @Nullable Integer maxAttempts,
        @Min(value = 1, message = "must be at least 1")
                @Max(value = 256, message = "must be at most 256")
                @Nullable Integer maxConcurrent,
        @Valid @Nullable RateLimits rateLimit,
        @Valid @Nullable CacheRule cache,
        @Size(max = 32, message = "must have at most 32 names")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = CacheRule.NAME,
                                        message = "must be the name of a tool or a tag")
                                String>
                        invalidates,
        @Size(max = 32, message = "must name at most 32 roles")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = CacheRule.NAME,
                                        message = "must be a role: " + CacheRule.NAME_RULE)
                                String>
                        allowedRoles,
        @DecimalMin(value = "0", message = "must not be negative")
                @DecimalMax(value = "1000000", message = "must be at most 1000000")
                @Nullable BigDecimal costPerCall,
        @Valid @Nullable Metadata labels) {

    /** What a name looks like. */
    public static final String NAME = "[a-zA-Z0-9_-]{1,64}";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final int DEFAULT_ATTEMPTS = 3;
    private static final int DEFAULT_CONCURRENT = 32;

    /** What a tool that comes with Parley says of itself. */
    static ToolDefinition builtin(
            String name,
            String description,
            JsonNode inputSchema,
            @Nullable JsonNode outputSchema) {
        return new ToolDefinition(
                        name,
                        null,
                        description,
                        ToolKind.BUILTIN,
                        inputSchema,
                        outputSchema,
                        null,
                        null,
                        Effects.NONE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                .complete(Effects.NONE, inputSchema);
    }

    /** What an MCP server says of a tool of its own; it is asked once only. */
    static ToolDefinition ofServer(RemoteTool tool) {
        return new ToolDefinition(
                tool.name(),
                tool.title(),
                tool.description(),
                ToolKind.MCP,
                tool.inputSchema(),
                tool.outputSchema(),
                null,
                null,
                tool.effects(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with every field set that has a default. */
    ToolDefinition complete(Effects defaultEffects, JsonNode defaultSchema) {
        return new ToolDefinition(
                name,
                title,
                description,
                kind,
                Objects.requireNonNullElse(inputSchema, defaultSchema),
                outputSchema,
                config,
                Objects.requireNonNullElse(requires, List.of()),
                Objects.requireNonNullElse(effects, defaultEffects),
                Objects.requireNonNullElse(approval, Approving.NEVER),
                approvalRule,
                Objects.requireNonNullElse(timeout, DEFAULT_TIMEOUT),
                Objects.requireNonNullElse(maxAttempts, DEFAULT_ATTEMPTS),
                Objects.requireNonNullElse(maxConcurrent, DEFAULT_CONCURRENT),
                rateLimit,
                cache,
                Objects.requireNonNullElse(invalidates, List.of()),
                Objects.requireNonNullElse(allowedRoles, List.of()),
                costPerCall,
                Objects.requireNonNullElse(labels, new Metadata(Map.of())));
    }

    /** What those see who may call it, but not how it is done. */
    ToolDefinition withoutConfig() {
        return new ToolDefinition(
                name,
                title,
                description,
                kind,
                inputSchema,
                outputSchema,
                null,
                requires,
                effects,
                approval,
                approvalRule,
                timeout,
                maxAttempts,
                maxConcurrent,
                rateLimit,
                cache,
                invalidates,
                allowedRoles,
                costPerCall,
                labels);
    }
}
