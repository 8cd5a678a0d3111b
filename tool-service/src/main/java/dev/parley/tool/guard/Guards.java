package dev.parley.tool.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.invocation.Reply;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * A circuit breaker for each tool and each host as one tenant calls it, a bulkhead for each host as
 * one tenant asks it, and places for each tool that its tenants share: what one tenant does never
 * shuts another one out (Nygard, "Release It!", 2nd edition, chapter 5). What a guard holds back
 * has not left.
 */
@ApplicationScoped
public class Guards {

    private static final Logger LOG = Logger.getLogger(Guards.class);
    private static final int MOST_GUARDED = 10_000;
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final GuardConfig config;
    private final Cache<String, Guarded> tools = remembered();
    private final Cache<String, Guarded> hosts = remembered();
    private final Cache<String, TenantPlaces> places = remembered();

    @Inject
    Guards(GuardConfig config) {
        this.config = config;
    }

    private record Guarded(Guard guard, AtomicReference<CircuitBreakerState> state) {}

    /** A reply that counts as a failure of the other side. */
    private static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        Failure(Reply reply) {
            super("the attempt failed", null, false, false);
            this.reply = reply;
        }
    }

    /**
     * Makes an attempt, unless the tool or the host is to be left alone.
     *
     * @param tenant whose call it is
     * @param tool names the version of a tool
     * @param name of the tool, for people
     * @param concurrency how many attempts of the tool there may be at once
     * @param host that is asked, if it is known before
     */
    public Reply call(
            String tenant,
            String tool,
            String name,
            int concurrency,
            Optional<String> host,
            Supplier<Reply> attempt) {
        Callable<Reply> inner = () -> failing(attempt.get());
        Callable<Reply> outer =
                host.isEmpty()
                        ? inner
                        : () -> ofHost(tenant, host.get()).guard().call(inner, Reply.class);
        TenantPlaces ofTool = places.get(tool, key -> new TenantPlaces(concurrency));
        try {
            return ofTool(tenant, tool, name)
                    .guard()
                    .call(() -> inPlace(ofTool, tenant, outer), Reply.class);
        } catch (Failure e) {
            return e.reply;
        } catch (CircuitBreakerOpenException e) {
            return new Reply.LeftAlone(
                    new RunProblem(
                            "circuit-open",
                            "The tool is left alone for a while",
                            "It, or the host that it asks, failed again and again; it is tried again within "
                                    + config.pause().toSeconds()
                                    + " seconds."),
                    config.pause());
        } catch (BulkheadException e) {
            return new Reply.NotSent(
                    new RunProblem(
                            "tool-busy",
                            "The tool is busy",
                            "As many calls of it, or of the host that it asks, are on their way as there may be."),
                    true);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a guard throws what it is known to throw", e);
        }
    }

    /** How the breaker of a tool stands for a tenant in this process. */
    public CircuitBreakerState state(String tenant, String tool) {
        Guarded guarded = tools.getIfPresent(key(tenant, tool));
        return guarded == null ? CircuitBreakerState.CLOSED : guarded.state().get();
    }

    private static Reply inPlace(TenantPlaces places, String tenant, Callable<Reply> call)
            throws Exception {
        if (!places.tryTake(tenant)) {
            throw new BulkheadException("the places are taken");
        }
        try {
            return call.call();
        } finally {
            places.leave(tenant);
        }
    }

    private Guarded ofTool(String tenant, String tool, String name) {
        return tools.get(key(tenant, tool), key -> create("The tool " + name, OptionalInt.empty()));
    }

    private Guarded ofHost(String tenant, String host) {
        return hosts.get(
                key(tenant, host),
                key -> create("The host " + host, OptionalInt.of(config.hostConcurrency())));
    }

    private static String key(String tenant, String guarded) {
        return tenant + ' ' + guarded;
    }

    private static Reply failing(Reply reply) throws Failure {
        return switch (reply) {
            case Reply.Unclear _ -> throw new Failure(reply);
            case Reply.NotSent(_, boolean mayPass) when mayPass -> throw new Failure(reply);
            case Reply.Done _,
                    Reply.Refused _,
                    Reply.NotSent _,
                    Reply.LeftAlone _,
                    Reply.TryLater _ ->
                    reply;
        };
    }

    private Guarded create(String what, OptionalInt concurrency) {
        AtomicReference<CircuitBreakerState> state =
                new AtomicReference<>(CircuitBreakerState.CLOSED);
        Guard.Builder builder = Guard.create().withDescription(what);
        concurrency.ifPresent(most -> builder.withBulkhead().limit(most).done());
        Guard guard =
                builder.withCircuitBreaker()
                        .failOn(Failure.class)
                        .requestVolumeThreshold(config.window())
                        .failureRatio(config.failureRatio())
                        .delay(config.pause().toMillis(), ChronoUnit.MILLIS)
                        .onStateChange(changed -> changed(what, state, changed))
                        .done()
                        .build();
        return new Guarded(guard, state);
    }

    private static void changed(
            String what, AtomicReference<CircuitBreakerState> state, CircuitBreakerState now) {
        state.set(now);
        LOG.warnf(
                switch (now) {
                    case OPEN -> "%s fails again and again and is left alone for a while.";
                    case HALF_OPEN -> "%s is tried again.";
                    case CLOSED -> "%s answers again.";
                },
                what);
    }

    private static <T> Cache<String, T> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_GUARDED)
                .expireAfterAccess(FORGET_AFTER)
                .build();
    }
}
