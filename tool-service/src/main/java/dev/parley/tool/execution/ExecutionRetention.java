package dev.parley.tool.execution;

import dev.parley.platform.expiry.Expiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Executions are forgotten when their time is over; an open one ends long before. */
@ApplicationScoped
class ExecutionRetention {

    @Produces
    @Singleton
    Expiring executions(ExecutionConfig config) {
        return new Expiring("execution", config.retention());
    }
}
