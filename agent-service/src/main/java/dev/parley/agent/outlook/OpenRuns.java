package dev.parley.agent.outlook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the runs without an end: of all, of a tenant, of a user. A count is good for a second,
 * with what this process let in since; one that took long is good for longer, so that counting
 * never takes more than a twentieth of the time. Nobody waits for a lock, so that processes which
 * count at the same moment may pass a limit by a few.
 */
@ApplicationScoped
public class OpenRuns {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final int TIMES_ITS_COST = 20;
    private static final int MAX_KNOWN = 10_000;

    private static final String ALL =
            "SELECT count(*) FROM (SELECT FROM run WHERE ended_at IS NULL LIMIT ?) AS r";

    private static final String OF_TENANT =
            "SELECT count(*) FROM (SELECT FROM run WHERE tenant = ? AND ended_at IS NULL LIMIT ?) AS r";

    private static final String OF_USER =
            """
            SELECT count(*) FROM (SELECT FROM run WHERE tenant = ? AND user_id = ? AND ended_at IS NULL LIMIT ?) AS r
            """;

    private final Sql sql;
    private final Cache<Whose, Count> known =
            Caffeine.newBuilder()
                    .maximumSize(MAX_KNOWN)
                    .expireAfter(Expiry.<Whose, Count>creating((whose, count) -> count.goodFor()))
                    .build();

    @Inject
    OpenRuns(Sql sql) {
        this.sql = sql;
    }

    /** Whose runs are counted. */
    public sealed interface Whose {

        /** Everybody's. */
        record All() implements Whose {}

        /** A tenant's. */
        record Tenant(String tenant) implements Whose {}

        /** A user's. */
        record User(String tenant, String user) implements Whose {}
    }

    /** A count with what was let in since. */
    public static final class Count {

        private final long counted;
        private final Duration cost;
        private final AtomicLong since = new AtomicLong();

        Count(long counted, Duration cost) {
            this.counted = counted;
            this.cost = cost;
        }

        /** How many there are, as far as this process knows. */
        public long now() {
            return counted + since.get();
        }

        /**
         * Lets one more in, if there is room; what is not used of that is forgotten by the next
         * count.
         */
        public boolean enter(long limit) {
            return counted + since.incrementAndGet() <= limit;
        }

        private Duration goodFor() {
            Duration affordable = cost.multipliedBy(TIMES_ITS_COST);
            return affordable.compareTo(GOOD_FOR) > 0 ? affordable : GOOD_FOR;
        }
    }

    /**
     * Counts, outside of any transaction of a request, whose rows are its tenant's only.
     *
     * @param limit where counting stops
     */
    public Count count(Whose whose, long limit) {
        return known.get(whose, key -> TenantScope.callForEveryTenant(() -> fresh(key, limit)));
    }

    private Count fresh(Whose whose, long limit) {
        long began = System.nanoTime();
        long counted =
                switch (whose) {
                    case Whose.All _ -> counted(ALL, limit);
                    case Whose.Tenant(String tenant) -> counted(OF_TENANT, tenant, limit);
                    case Whose.User(String tenant, String user) ->
                            counted(OF_USER, tenant, user, limit);
                };
        return new Count(counted, Duration.ofNanos(System.nanoTime() - began));
    }

    private long counted(String statement, Object... parameters) {
        return sql.find(statement, row -> row.getLong(1), parameters).orElseThrow();
    }
}
