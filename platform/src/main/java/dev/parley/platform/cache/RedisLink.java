package dev.parley.platform.cache;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis: each command waits a few milliseconds at most, and after many failures Redis is
 * left alone for a while.
 */
final class RedisLink {

    private static final int WATCHED_COMMANDS = 20;
    private static final double FAILURES = 0.5;

    private final Redis redis;
    private final long timeoutMillis;
    private final CacheMeters meters;
    private final Guard breaker;

    RedisLink(Redis redis, CacheConfig config, CacheMeters meters) {
        this.redis = redis;
        this.timeoutMillis = config.commandTimeout().toMillis();
        this.meters = meters;
        this.breaker =
                Guard.create()
                        .withCircuitBreaker()
                        .requestVolumeThreshold(WATCHED_COMMANDS)
                        .failureRatio(FAILURES)
                        .successThreshold(1)
                        .delay(config.breakerDelay().toMillis(), ChronoUnit.MILLIS)
                        .onStateChange(
                                state -> meters.breakerOpen(state != CircuitBreakerState.CLOSED))
                        .done()
                        .build();
    }

    /** Runs a script; arguments are text, numbers or bytes. */
    @Nullable Response run(Script script, List<String> keys, Object... arguments)
            throws RedisAwayException {
        return guarded(() -> {
            try {
                return await(evaluate(Command.EVALSHA, script.sha1(), keys, arguments));
            } catch (ExecutionException e) {
                // A server that was restarted or flushed of scripts learns the text again.
                if (String.valueOf(e.getMessage()).contains("NOSCRIPT")) {
                    return await(evaluate(Command.EVAL, script.text(), keys, arguments));
                }
                throw e;
            }
        });
    }

    /** Sends a plain command. */
    @Nullable Response send(Request request) throws RedisAwayException {
        return guarded(() -> await(request));
    }

    private interface Call {
        @Nullable Response run() throws Exception;
    }

    private @Nullable Response guarded(Call call) throws RedisAwayException {
        try {
            return breaker.call(call::run, Response.class);
        } catch (CircuitBreakerOpenException e) {
            throw new RedisAwayException("Redis is left alone for a while", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAwayException("interrupted", e);
        } catch (Exception e) {
            meters.redisFailed();
            throw new RedisAwayException("Redis: " + e.getMessage(), e);
        }
    }

    private @Nullable Response await(Request request) throws Exception {
        return redis.send(request)
                .toCompletionStage()
                .toCompletableFuture()
                .get(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private static Request evaluate(
            Command command, String script, List<String> keys, Object[] arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(bytes);
            } else {
                request.arg(argument.toString());
            }
        }
        return request;
    }
}
