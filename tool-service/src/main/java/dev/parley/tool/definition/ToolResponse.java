package dev.parley.tool.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool as clients see it.
 *
 * @param shared whether it belongs to another tenant
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolResponse(
        @JsonUnwrapped ToolDefinition definition,
        int version,
        boolean enabled,
        boolean shared,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    static ToolResponse of(Tool tool, String tenant) {
        boolean shared = !tool.owner().equals(tenant);
        return new ToolResponse(
                shared ? tool.definition().withoutConfig() : tool.definition(),
                tool.version(),
                tool.enabled(),
                shared,
                tool.createdAt(),
                tool.updatedAt());
    }
}
