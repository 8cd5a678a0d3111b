package dev.parley.tool.mcp.server.exchange;

import dev.parley.tool.mcp.protocol.Revision;
import java.util.Map;

/** The methods that a part of the server answers. */
public interface McpMethods {

    /** Those of a revision, by their names; none of what is not offered. */
    Map<String, Exchange.Method> of(Revision revision);
}
