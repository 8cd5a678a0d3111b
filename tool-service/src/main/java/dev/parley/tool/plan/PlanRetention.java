package dev.parley.tool.plan;

import dev.parley.platform.expiry.Expiring;
import dev.parley.tool.execution.ExecutionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Plans are forgotten with the executions of their calls. */
@ApplicationScoped
class PlanRetention {

    @Produces
    @Singleton
    Expiring plans(ExecutionConfig config) {
        return new Expiring("plan", config.retention());
    }
}
