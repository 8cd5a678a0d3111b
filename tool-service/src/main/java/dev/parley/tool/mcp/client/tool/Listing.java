package dev.parley.tool.mcp.client.tool;

import java.util.List;

/** All tools of a server at one time. */
public record Listing(List<ToolDefinition> tools, List<LeftOut> leftOut) {

    public Listing {
        tools = List.copyOf(tools);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A tool that is not taken.
     *
     * @param name as far as it can be shown
     * @param reason one sentence about the definition
     */
    public record LeftOut(String name, String reason) {}
}
