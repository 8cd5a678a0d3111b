package dev.parley.platform.tenancy;

import java.util.Optional;

/**
 * The tenant on whose behalf work outside a request is done. A request's tenant comes from its
 * caller instead; where neither is known, Postgres shows no row at all.
 *
 * <p>The scope must be entered before the first statement of a transaction: a connection keeps its
 * tenant until it goes back to the pool.
 */
public final class TenantScope {

    /**
     * What the engine room uses to see every tenant's rows: relays, queue workers, sweepers. No
     * tenant may be called so.
     */
    static final String EVERY_TENANT = "*";

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private TenantScope() {}

    /** Does work that sees the rows of one tenant. */
    public static <T, X extends Throwable> T call(
            String tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
        if (tenant.equals(EVERY_TENANT) || tenant.isEmpty()) {
            throw new IllegalArgumentException("not the name of a tenant");
        }
        return ScopedValue.where(CURRENT, tenant).call(work);
    }

    /**
     * Does work of the engine room, which sees the rows of every tenant. Never on behalf of a
     * request.
     */
    public static <T, X extends Throwable> T callForEveryTenant(
            ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, EVERY_TENANT).call(work);
    }

    /** Does work without a result that sees the rows of one tenant. */
    public static void run(String tenant, Runnable work) {
        call(
                tenant,
                () -> {
                    work.run();
                    return true;
                });
    }

    /** The engine room's work without a result. */
    public static void runForEveryTenant(Runnable work) {
        ScopedValue.where(CURRENT, EVERY_TENANT).run(work);
    }

    static Optional<String> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
