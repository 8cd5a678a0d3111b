package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Something to ask a server.
 *
 * @param name what the method is about, if it has a name for that
 * @param arguments by header: what the server wants to find in headers, too; where its revision has
 *     that
 */
public record Ask(
        String method, ObjectNode params, Optional<String> name, Map<String, String> arguments) {

    /** Something that is about nothing in particular. */
    public static Ask of(String method, ObjectNode params) {
        return new Ask(method, params, Optional.empty(), Map.of());
    }
}
