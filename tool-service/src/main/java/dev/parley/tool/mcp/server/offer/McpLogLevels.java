package dev.parley.tool.mcp.server.offer;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.LogLevel;

/**
 * Remembers which log lines the clients of 2025-11-25 want, for as long as their sessions; later
 * ones say it in each request. Where this is offered, tools may log to their clients.
 */
public interface McpLogLevels {

    /** What a session wants from now on. */
    void set(Caller caller, String session, LogLevel least);

    /** What it wants, or what suits most if it never said. */
    LogLevel get(Caller caller, String session);
}
