package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.rpc.RpcJson;
import dev.parley.tool.mcp.server.McpConfig;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Wire;
import dev.parley.tool.mcp.server.offer.McpChanges;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client of changes for a while. One that reads more slowly than changes come is cut, and
 * begins anew.
 */
@ApplicationScoped
public class ChangeStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 256;

    private final McpConfig config;

    @Inject
    ChangeStream(McpConfig config) {
        this.config = config;
    }

    /**
     * Who is told of changes.
     *
     * @param wanted which changes this client is told
     * @param subscription what each change is told under; null in a revision that has no such name
     */
    public record Listener(
            Caller caller,
            Wire wire,
            Predicate<McpChanges.Change> wanted,
            @Nullable JsonNode subscription) {}

    /**
     * Follows the changes until the client leaves, or the time of a stream is over.
     *
     * @param begun called once none can be missed any more
     */
    public void follow(McpChanges changes, Listener listener, Beginning begun)
            throws ClientGone, InterruptedException {
        Backlog backlog = new Backlog();
        listener.wire().whenGone(backlog::leave);
        try (McpChanges.Listening listening =
                changes.listen(
                        listener.caller(),
                        change -> {
                            if (listener.wanted().test(change)) {
                                backlog.add(change);
                            }
                        })) {
            begun.run();
            tell(backlog, listener);
        }
    }

    private void tell(Backlog backlog, Listener listener) throws ClientGone, InterruptedException {
        long end = System.nanoTime() + config.streamLifetime().toNanos();
        while (!backlog.closed && System.nanoTime() - end < 0) {
            long patience = Math.min(end - System.nanoTime(), HEARTBEAT.toNanos());
            Optional<McpChanges.Change> change = backlog.next(patience);
            if (change.isPresent()) {
                listener.wire().send(message(change.get(), listener.subscription()));
            } else {
                listener.wire().heartbeat();
            }
        }
    }

    /** Changes that are not told yet. */
    private static final class Backlog {

        /** An empty place wakes up whoever waits. */
        private final BlockingQueue<Optional<McpChanges.Change>> waiting =
                new ArrayBlockingQueue<>(MOST_WAITING);

        private volatile boolean closed;

        void add(McpChanges.Change change) {
            if (!waiting.offer(Optional.of(change))) {
                closed = true;
            }
        }

        void leave() {
            closed = true;
            // Where there is no place left, nobody waits.
            waiting.offer(Optional.empty());
        }

        Optional<McpChanges.Change> next(long nanos) throws InterruptedException {
            Optional<McpChanges.Change> next = waiting.poll(nanos, TimeUnit.NANOSECONDS);
            return next == null ? Optional.empty() : next;
        }
    }

    /** What opens the stream. */
    public interface Beginning {

        /** Opens it. */
        void run() throws ClientGone, InterruptedException;
    }

    private static ObjectNode message(McpChanges.Change change, @Nullable JsonNode subscription) {
        ObjectNode params = McpJson.object();
        if (subscription != null) {
            params.putObject("_meta").set(MetaKeys.SUBSCRIPTION, subscription);
        }
        return switch (change) {
            case McpChanges.Change.Tools tools -> listChanged("tools", params);
            case McpChanges.Change.Prompts prompts -> listChanged("prompts", params);
            case McpChanges.Change.Resources resources -> listChanged("resources", params);
            case McpChanges.Change.Content(String uri) ->
                    RpcJson.notification("notifications/resources/updated", params.put("uri", uri));
        };
    }

    private static ObjectNode listChanged(String list, ObjectNode params) {
        return RpcJson.notification("notifications/" + list + "/list_changed", params);
    }
}
