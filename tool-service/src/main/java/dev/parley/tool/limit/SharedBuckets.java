package dev.parley.tool.limit;

import io.smallrye.faulttolerance.api.Guard;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The limits over all replicas, by Redis' clock: one script, one round trip. */
@ApplicationScoped
class SharedBuckets {

    private static final String PREFIX = "tool:limit:";
    private static final long PATIENCE_MILLIS = 50;
    private static final Duration LEAVE_ALONE = Duration.ofSeconds(1);
    private static final String TAKE = script();

    private final Redis redis;
    private final Guard breaker =
            Guard.create()
                    .withCircuitBreaker()
                    .delay(LEAVE_ALONE.toMillis(), ChronoUnit.MILLIS)
                    .done()
                    .build();

    @Inject
    SharedBuckets(Redis redis) {
        this.redis = redis;
    }

    /** Takes a call into all buckets, or into none and says which one is full for longest. */
    Optional<Bucket.Full> take(List<Bucket> buckets) throws RedisAway {
        try {
            Response answer = breaker.call(() -> send(request(buckets)), Response.class);
            int full = Integer.parseInt(answer.get(0).toString());
            return full == 0
                    ? Optional.empty()
                    : Optional.of(
                            new Bucket.Full(
                                    buckets.get(full - 1),
                                    Duration.of(
                                            Long.parseLong(answer.get(1).toString()),
                                            ChronoUnit.MICROS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAway(e);
        } catch (Exception e) {
            throw new RedisAway(e);
        }
    }

    private Response send(Request request) throws Exception {
        return redis.send(request)
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Request request(List<Bucket> buckets) {
        Request request = Request.cmd(Command.EVAL).arg(TAKE).arg(buckets.size());
        buckets.forEach(bucket -> request.arg(PREFIX + bucket.key()));
        buckets.forEach(bucket -> request.arg(bucket.intervalMicros()).arg(bucket.periodMicros()));
        return request;
    }

    private static String script() {
        try (InputStream content = SharedBuckets.class.getResourceAsStream("take.lua")) {
            if (content == null) {
                throw new IllegalStateException("take.lua is missing");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
