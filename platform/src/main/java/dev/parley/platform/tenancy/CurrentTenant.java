package dev.parley.platform.tenancy;

import dev.parley.platform.caller.CurrentCaller;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * On whose behalf this thread works: the {@link TenantScope} if one is entered, or the caller's.
 */
@ApplicationScoped
public class CurrentTenant {

    private final CurrentCaller caller;

    @Inject
    CurrentTenant(CurrentCaller caller) {
        this.caller = caller;
    }

    /**
     * The one tenant.
     *
     * @throws IllegalStateException if there is none, or the engine room works for every tenant
     */
    public String get() {
        return scope().filter(tenant -> !tenant.equals(TenantScope.EVERY_TENANT))
                .orElseThrow(() -> new IllegalStateException("this needs the scope of one tenant"));
    }

    Optional<String> scope() {
        return TenantScope.current().or(this::tenantOfRequest);
    }

    private Optional<String> tenantOfRequest() {
        return Arc.container().requestContext().isActive()
                ? caller.tenantIfKnown()
                : Optional.empty();
    }
}
