package dev.parley.tool.mcp.server.offer;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.call.ResourceContents;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resources that clients may list and read. */
public interface McpResources {

    /** A resource as clients see it. */
    record Resource(String uri, String name, String description, @Nullable String mimeType) {}

    /** A family of resources (RFC 6570). */
    record Template(String uriTemplate, String name, String description, String mimeType) {}

    /** Up to {@code limit} resources with addresses after {@code uri}, by address. */
    List<Resource> after(Caller caller, String uri, int limit);

    /** Up to {@code limit} templates after {@code uriTemplate}, by template. */
    List<Template> templatesAfter(Caller caller, String uriTemplate, int limit);

    /** What a resource holds, unless there is none at this address. */
    Optional<Outcome<List<ResourceContents>>> read(McpCall call, String uri);
}
