package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.platform.http.Metadata;
import dev.parley.tool.invocation.Effects;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says of a tool that an MCP server describes: how it may be called, and not what it
 * is. The fields are those of {@link ToolDefinition}; null says nothing.
 *
 * @param effects null leaves it to the server's hints, if they are believed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolTerms(
        @Nullable Effects effects,
        @Nullable Approving approval,
        @Nullable ApprovalRule approvalRule,
        @Nullable Duration timeout,
        @Nullable Integer maxAttempts,
        @Nullable Integer maxConcurrent,
        @Nullable RateLimits rateLimit,
        @Nullable CacheRule cache,
        @Nullable List<String> invalidates,
        @Nullable List<String> allowedRoles,
        @Nullable BigDecimal costPerCall,
        @Nullable Metadata labels) {

    /** Of a tool of which its tenant has said nothing. */
    static final ToolTerms NONE =
            new ToolTerms(null, null, null, null, null, null, null, null, null, null, null, null);

    /** The terms in a definition, as far as it says anything. */
    static ToolTerms of(ToolDefinition wanted) {
        return new ToolTerms(
                wanted.effects(),
                wanted.approval(),
                wanted.approvalRule(),
                wanted.timeout(),
                wanted.maxAttempts(),
                wanted.maxConcurrent(),
                wanted.rateLimit(),
                wanted.cache(),
                wanted.invalidates(),
                wanted.allowedRoles(),
                wanted.costPerCall(),
                wanted.labels());
    }

    /**
     * The definition of a tool on these terms. Results are kept only as long as it has no effects,
     * which its server may say otherwise by now.
     */
    ToolDefinition on(ToolDefinition described) {
        Effects effective = Objects.requireNonNullElse(effects, described.effects());
        return effective == Effects.NONE ? over(described) : withoutCache().over(described);
    }

    /** The same, whether it fits together or not. */
    ToolDefinition over(ToolDefinition described) {
        return new ToolDefinition(
                described.name(),
                described.title(),
                described.description(),
                described.kind(),
                described.inputSchema(),
                described.outputSchema(),
                described.config(),
                described.requires(),
                Objects.requireNonNullElse(effects, described.effects()),
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

    private ToolTerms withoutCache() {
        return new ToolTerms(
                effects,
                approval,
                approvalRule,
                timeout,
                maxAttempts,
                maxConcurrent,
                rateLimit,
                null,
                invalidates,
                allowedRoles,
                costPerCall,
                labels);
    }

    /** The tags and the namespace of kept results. */
    List<String> tags() {
        return cache == null ? List.of() : cache.names();
    }
}
