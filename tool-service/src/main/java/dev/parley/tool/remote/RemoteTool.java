package dev.parley.tool.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.invocation.Effects;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool of another system that a tenant named, as it was approved.
 *
 * @param tenant whom it belongs to, and whose credential it uses
 * @param name unique in the tenant, 1 to 64 letters, digits, _ and -; begins with the prefix of its
 *     server and two _
 * @param key names this version of it, among all tenants': another one once its description, a
 *     schema, a hint, its server's address or credential, or the terms are others
 * @param server the name of the server, as the tenant calls it
 * @param host the server's scheme, host and port, as HTTP tools have them, for limits by host
 * @param inputSchema taken by {@code JsonSchemas}
 * @param outputSchema the same, of the result
 * @param effects what a call may do, as far as the tenant trusts what the server says
 * @param hints what the server says itself
 * @param terms how the tenant wants it to be called; null if it has not said
 * @param version counts what the tenant changes of its server and its terms
 */
public record RemoteTool(
        String tenant,
        String name,
        String key,
        String server,
        String host,
        @Nullable String title,
        String description,
        ObjectNode inputSchema,
        @Nullable JsonNode outputSchema,
        Effects effects,
        Hints hints,
        @Nullable Terms terms,
        int version,
        Instant updatedAt) {

    /** Between the prefix of a server and the tool's own name. */
    public static final String SEPARATOR = "__";

    /**
     * What a tenant has said of how a tool may be called.
     *
     * @param version counts the changes, from 1
     * @param json as it was written
     */
    public record Terms(int version, String json) {}

    /** What a server says of a tool; anybody could say so. Unsaid, it is what could do most. */
    public record Hints(
            boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {}
}
