package dev.parley.conversation.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the accepted runs without an end, of a user and of its tenant. Far from a limit a count is
 * good for a second, with what this process accepted since; near one, each time is counted.
 */
@ApplicationScoped
class OpenRuns {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final int MAX_KNOWN = 10_000;

    private static final String COUNT =
            """
            SELECT (SELECT count(*) FROM (SELECT FROM turn WHERE tenant = ? AND status = 'OPEN' LIMIT ?) AS t),
                   (SELECT count(*) FROM (SELECT FROM turn WHERE tenant = ? AND user_id = ? AND status = 'OPEN' LIMIT ?) AS u)
            """;

    private final Sql sql;
    private final Cache<Key, Known> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(GOOD_FOR).build();

    private record Key(String tenant, String user) {}

    private record Known(Count counted, AtomicLong since) {}

    /** How many there are, each at most the limit that was given. */
    record Count(long ofTenant, long ofUser) {

        private Count plus(long accepted) {
            return new Count(ofTenant + accepted, ofUser + accepted);
        }
    }

    @Inject
    OpenRuns(Sql sql) {
        this.sql = sql;
    }

    Count count(Caller caller, long tenantLimit, long userLimit) {
        Key key = new Key(caller.tenant(), caller.user());
        Known present = known.getIfPresent(key);
        if (present != null) {
            Count estimated = present.counted().plus(present.since().getAndIncrement());
            if (estimated.ofTenant() < tenantLimit / 2 && estimated.ofUser() < userLimit / 2) {
                return estimated;
            }
        }
        Count counted =
                sql.find(
                                COUNT,
                                row -> new Count(row.getLong(1), row.getLong(2)),
                                caller.tenant(),
                                tenantLimit,
                                caller.tenant(),
                                caller.user(),
                                userLimit)
                        .orElseThrow();
        known.put(key, new Known(counted, new AtomicLong(1)));
        return counted;
    }
}
