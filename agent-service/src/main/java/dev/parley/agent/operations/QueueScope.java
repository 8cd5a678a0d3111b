package dev.parley.agent.operations;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.OperationsConfig;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How much of the queue an operator may see and handle. */
@ApplicationScoped
class QueueScope {

    private final OperationsConfig config;

    @Inject
    QueueScope(OperationsConfig config) {
        this.config = config;
    }

    /** Does work on the part that the caller may handle; row security keeps the rest away. */
    <T> T call(Caller caller, Supplier<T> work) {
        return isWhole(caller)
                ? TenantScope.callForEveryTenant(work::get)
                : TenantScope.call(caller.tenant(), work::get);
    }

    /** Reads what belongs to no tenant and is no secret to any. */
    <T> T asEngine(Supplier<T> work) {
        return TenantScope.callForEveryTenant(work::get);
    }

    /**
     * The tenant that is meant: the one named, or the caller's own; null for all. Refuses with
     * {@code permission-denied} a tenant that is not the caller's to handle.
     */
    @Nullable String tenant(Caller caller, @Nullable String named) {
        if (isWhole(caller)) {
            return named;
        }
        if (named != null && !named.equals(caller.tenant())) {
            throw denied("Only operators of the tenant that runs the suite handle other tenants.");
        }
        return caller.tenant();
    }

    /** Refuses with {@code permission-denied} who does not operate the whole suite. */
    void requireWhole(Caller caller) {
        if (!isWhole(caller)) {
            throw denied("Only operators of the tenant that runs the suite may change this.");
        }
    }

    boolean isWhole(Caller caller) {
        return config.isOfSuite(caller);
    }

    private static ProblemException denied(String detail) {
        return new ProblemException(PlatformError.PERMISSION_DENIED, detail);
    }
}
