package dev.parley.platform.cache;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A connection that hears of the drops of other processes, until it ends. */
final class Subscription {

    private final RedisConnection connection;
    private final Consumer<String> listener;
    private final CompletableFuture<Void> confirmed = new CompletableFuture<>();
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean ended;

    private Subscription(RedisConnection connection, Consumer<String> listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** Returns once Redis has confirmed it: every message from then on is heard. */
    static Subscription open(
            Redis redis,
            String channel,
            Duration timeout,
            Consumer<String> listener,
            Runnable onEnd)
            throws RedisAwayException {
        long millis = timeout.toMillis();
        Subscription subscription = null;
        try {
            RedisConnection connection =
                    redis.connect()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(millis, TimeUnit.MILLISECONDS);
            subscription = new Subscription(connection, listener);
            subscription.listen(channel, onEnd);
            subscription.confirmed.get(millis, TimeUnit.MILLISECONDS);
            return subscription;
        } catch (ExecutionException | TimeoutException e) {
            if (subscription != null) {
                subscription.close();
            }
            throw new RedisAwayException("no subscription to " + channel, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAwayException("interrupted", e);
        }
    }

    private void listen(String channel, Runnable onEnd) {
        connection.handler(this::received);
        connection.exceptionHandler(failure -> connection.close());
        connection.endHandler(end -> {
            ended = true;
            onEnd.run();
        });
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
                .onSuccess(reply -> confirmed.complete(null))
                .onFailure(confirmed::completeExceptionally);
    }

    /** Whether it heard anything within a time in which something must have been said. */
    boolean isAlive(Duration silence) {
        return !ended && System.nanoTime() - heardNanos < silence.toNanos();
    }

    void close() {
        ended = true;
        connection.close();
    }

    /** A push of three: what it is, the channel, the payload. */
    private void received(Response push) {
        boolean known =
                (push.type() == ResponseType.PUSH || push.type() == ResponseType.MULTI)
                        && push.size() == 3;
        if (!known) {
            return;
        }
        heardNanos = System.nanoTime();
        switch (push.get(0).toString()) {
            case "subscribe" -> confirmed.complete(null);
            case "message" -> listener.accept(push.get(2).toString());
            default -> {
                // Of other channels or of an unsubscription: nothing that this one asked for.
            }
        }
    }
}
