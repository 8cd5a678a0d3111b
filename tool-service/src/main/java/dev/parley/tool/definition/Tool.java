package dev.parley.tool.definition;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.Role;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.schema.JsonSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version of a tool, as one tenant sees it.
 *
 * @param key names this version: no other, of this or any other tool, has the same key
 * @param owner the tenant that it belongs to, whose credentials it uses; the caller's own for what
 *     comes with Parley
 * @param enabled whether this tenant may call it
 * @param definition complete
 */
public record Tool(
        String key,
        String owner,
        int version,
        boolean enabled,
        ToolDefinition definition,
        JsonSchema input,
        @Nullable JsonSchema output,
        Binding binding,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    /** Unique among all tools that one tenant sees. */
    public String name() {
        return definition.name();
    }

    /** What a call does to the world. */
    public Effects effects() {
        return Objects.requireNonNull(definition.effects());
    }

    /** How long an attempt may take. */
    public Duration timeout() {
        return Objects.requireNonNull(definition.timeout());
    }

    /** Whether it is for this caller; what is not looks to him as if it did not exist. */
    public boolean isFor(Caller caller) {
        List<String> allowed = Objects.requireNonNull(definition.allowedRoles());
        return enabled
                && (allowed.isEmpty()
                        || caller.userRoles().contains(Role.ADMIN)
                        || allowed.stream().anyMatch(caller.userRoles()::contains));
    }

    Tool switched(String caller, boolean on) {
        return new Tool(
                key, caller, version, on, definition, input, output, binding, createdAt, updatedAt);
    }
}
