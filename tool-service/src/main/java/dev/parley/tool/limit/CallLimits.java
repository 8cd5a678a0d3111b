package dev.parley.tool.limit;

import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.definition.RateLimit;
import dev.parley.tool.definition.RateLimits;
import dev.parley.tool.definition.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls to the limits of their tools, over all replicas; without Redis each replica holds
 * those that come to it to the same limits.
 */
@ApplicationScoped
public class CallLimits {

    private static final Logger LOG = Logger.getLogger(CallLimits.class);

    private final SharedBuckets shared;
    private final LocalBuckets local = new LocalBuckets();

    @Inject
    CallLimits(SharedBuckets shared) {
        this.shared = shared;
    }

    /**
     * Counts a call; refuses it with {@code rate-limited} and the time to wait, and counts none.
     */
    public void take(Tool tool, String tenant, String user) {
        List<Bucket> buckets = buckets(tool, tenant, user);
        if (buckets.isEmpty()) {
            return;
        }
        Optional<Bucket.Full> full = take(buckets);
        if (full.isPresent()) {
            Duration wait = full.get().after();
            Bucket bucket = full.get().bucket();
            throw ProblemException.retryLater(
                    ToolError.RATE_LIMITED,
                    "%s may be called %d times in %s by %s; try again in %d s."
                            .formatted(
                                    tool.name(),
                                    bucket.limit().limit(),
                                    bucket.limit().per(),
                                    bucket.whose(),
                                    Math.max(1, wait.plusMillis(999).toSeconds())),
                    wait,
                    null);
        }
    }

    private Optional<Bucket.Full> take(List<Bucket> buckets) {
        try {
            return shared.take(buckets);
        } catch (RedisAway e) {
            LOG.debugf("Rate limits hold for each replica alone: %s", e.getMessage());
            return local.take(buckets);
        }
    }

    private static List<Bucket> buckets(Tool tool, String tenant, String user) {
        RateLimits limits = tool.definition().rateLimit();
        if (limits == null) {
            return List.of();
        }
        // Each version begins anew: it may have other limits.
        String of = "{" + tool.key() + "}";
        List<Bucket> buckets = new ArrayList<>();
        add(buckets, of + ":all", limits.tool(), "everybody together");
        add(buckets, of + ":tenant:" + tenant, limits.tenant(), "a tenant");
        add(buckets, of + ":user:" + tenant + '/' + user, limits.user(), "a user");
        return buckets;
    }

    private static void add(
            List<Bucket> buckets, String key, @Nullable RateLimit limit, String whose) {
        if (limit != null) {
            buckets.add(new Bucket(key, limit, whose));
        }
    }
}
