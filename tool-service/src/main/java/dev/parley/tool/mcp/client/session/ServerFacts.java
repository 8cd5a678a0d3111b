package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a server says of itself; none of it can be relied on.
 *
 * @param tellsChanges whether it says when its list of tools has changed
 */
public record ServerFacts(String name, String version, boolean tellsChanges) {

    private static final int MAX_TEXT = 128;

    static ServerFacts of(JsonNode info, JsonNode capabilities) {
        return new ServerFacts(
                text(info.path("name")),
                text(info.path("version")),
                capabilities.path("tools").path("listChanged").booleanValue());
    }

    private static String text(JsonNode node) {
        String text = node.asText();
        return text.length() <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT / 2));
    }
}
