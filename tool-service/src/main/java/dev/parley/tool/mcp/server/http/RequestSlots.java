package dev.parley.tool.mcp.server.http;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.mcp.server.McpConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many requests are answered side by side, in all and of one user. */
@ApplicationScoped
class RequestSlots {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int most;
    private final int mostPerUser;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<User, Integer> byUser = new ConcurrentHashMap<>();

    @Inject
    RequestSlots(McpConfig config, MeterRegistry meters) {
        this(config.maxRequests(), config.maxRequestsPerUser(), meters);
    }

    RequestSlots(int most, int mostPerUser, MeterRegistry meters) {
        this.most = most;
        this.mostPerUser = mostPerUser;
        meters.gauge("parley.mcp.requests.open", all);
    }

    private record User(String tenant, String name) {}

    /** Something to close. */
    interface Slot extends AutoCloseable {

        @Override
        void close();
    }

    /** Takes a slot until it is closed; refuses if there is none. */
    Slot enter(Caller caller) {
        User user = new User(caller.tenant(), caller.user());
        int total = all.incrementAndGet();
        int own = byUser.merge(user, 1, Integer::sum);
        if (own > mostPerUser) {
            leave(user);
            throw ProblemException.retryLater(
                    ToolError.TOO_MANY_REQUESTS,
                    "You have too many MCP requests open; end some before you send more.",
                    SOON,
                    null);
        }
        if (total > most) {
            leave(user);
            throw ProblemException.retryLater(
                    PlatformError.UNAVAILABLE,
                    "Too many MCP requests are open; try again in a second.",
                    SOON,
                    null);
        }
        return () -> leave(user);
    }

    private void leave(User user) {
        all.decrementAndGet();
        byUser.computeIfPresent(user, (who, own) -> own > 1 ? own - 1 : null);
    }
}
