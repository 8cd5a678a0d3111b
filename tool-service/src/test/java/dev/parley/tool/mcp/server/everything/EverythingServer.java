package dev.parley.tool.mcp.server.everything;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The service with everything in place of Parley's own tools. */
public class EverythingServer implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(
                EverythingTools.class,
                EverythingResources.class,
                EverythingPrompts.class,
                EverythingLogLevels.class,
                EverythingChanges.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "parley.mcp.task-after", "PT0.2S",
                "parley.mcp.call-timeout", "PT20S",
                "parley.mcp.stream-lifetime", "PT4S",
                "parley.mcp.max-tasks-per-user", "2");
    }
}
