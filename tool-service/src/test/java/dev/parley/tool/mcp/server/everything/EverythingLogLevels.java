package dev.parley.tool.mcp.server.everything;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.LogLevel;
import dev.parley.tool.mcp.server.offer.McpLogLevels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Alternative
@ApplicationScoped
public class EverythingLogLevels implements McpLogLevels {

    private final Map<String, LogLevel> bySession = new ConcurrentHashMap<>();

    @Override
    public void set(Caller caller, String session, LogLevel least) {
        bySession.put(session, least);
    }

    @Override
    public LogLevel get(Caller caller, String session) {
        return bySession.getOrDefault(session, LogLevel.WARNING);
    }
}
