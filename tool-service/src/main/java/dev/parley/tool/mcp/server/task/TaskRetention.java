package dev.parley.tool.mcp.server.task;

import dev.parley.platform.expiry.Expiring;
import dev.parley.tool.mcp.server.McpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Tasks are forgotten when their time is over, as their clients are told. */
@ApplicationScoped
class TaskRetention {

    @Produces
    @Singleton
    Expiring tasks(McpConfig config) {
        return new Expiring("mcp_task", config.taskTtl());
    }
}
