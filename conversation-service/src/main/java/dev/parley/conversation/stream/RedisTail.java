package dev.parley.conversation.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.LogEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Carries appended events to the other replicas' readers, as a hint only: a message that is lost
 * costs its reader a moment until the log is polled, never an event.
 */
@ApplicationScoped
class RedisTail {

    private static final Logger LOG = Logger.getLogger(RedisTail.class);
    private static final String CHANNEL = "conversation:tail";
    private static final long RECONNECT_MILLIS = 1_000;

    private final String origin = UUID.randomUUID().toString();
    private final ReactiveRedisDataSource publisher;
    private final Redis redis;
    private final Vertx vertx;
    private final Counter lost;
    private volatile Consumer<TailMessage> listener = message -> {};

    @Inject
    RedisTail(ReactiveRedisDataSource publisher, Redis redis, Vertx vertx, MeterRegistry meters) {
        this.publisher = publisher;
        this.redis = redis;
        this.vertx = vertx;
        this.lost =
                Counter.builder("parley.stream.tail.lost")
                        .description(
                                "Hints to other replicas that Redis did not take; their readers poll the log")
                        .register(meters);
    }

    void start(@Observes StartupEvent event) {
        connect();
    }

    void onMessage(Consumer<TailMessage> newListener) {
        listener = newListener;
    }

    void publish(ConversationId conversation, List<LogEvent> events) {
        try {
            String message =
                    EventJson.mapper()
                            .writeValueAsString(new TailMessage(origin, conversation, events));
            publisher
                    .execute(Command.PUBLISH.toString(), CHANNEL, message)
                    .subscribe()
                    .with(receivers -> {}, failure -> lost.increment());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("log events are always writable", e);
        }
    }

    private void connect() {
        redis.connect()
                .onSuccess(this::subscribe)
                .onFailure(failure -> {
                    LOG.debugf("The hot tail waits for Redis: %s", failure.getMessage());
                    reconnectLater();
                });
    }

    private void subscribe(RedisConnection connection) {
        connection.handler(this::received);
        connection.exceptionHandler(failure -> connection.close());
        connection.endHandler(ended -> {
            LOG.info(
                    "The hot tail lost Redis; streams of other replicas' runs poll the log until it is back.");
            reconnectLater();
        });
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(CHANNEL))
                .onFailure(failure -> connection.close());
    }

    private void reconnectLater() {
        vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
    }

    /** A push of three: {@code message}, the channel, the payload. */
    private void received(Response push) {
        boolean message =
                (push.type() == ResponseType.PUSH || push.type() == ResponseType.MULTI)
                        && push.size() == 3
                        && push.get(0).toString().equals("message");
        if (!message) {
            return;
        }
        try {
            TailMessage hint =
                    EventJson.mapper().readValue(push.get(2).toString(), TailMessage.class);
            if (!hint.origin().equals(origin)) {
                listener.accept(hint);
            }
        } catch (JsonProcessingException e) {
            LOG.warnf("An unreadable hint on %s was ignored: %s", CHANNEL, e.getOriginalMessage());
        }
    }
}
