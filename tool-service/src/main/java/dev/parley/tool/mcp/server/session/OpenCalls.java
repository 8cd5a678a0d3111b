package dev.parley.tool.mcp.server.session;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.invocation.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of sessions that run in this process, for the notification that cancels one: in
 * 2025-11-25 a client that leaves does not. It is a wish; on another replica nobody hears it.
 */
@ApplicationScoped
public class OpenCalls {

    private final Map<Key, Work<?>> open = new ConcurrentHashMap<>();

    private record Key(String tenant, String user, @Nullable String session, RpcId id) {}

    /** It runs from now on; close what is given once it does not. */
    public Entry add(Exchange exchange, Work<?> work) {
        Key key = key(exchange.peer().caller(), exchange.peer().session(), exchange.id());
        open.put(key, work);
        return () -> open.remove(key, work);
    }

    /** Interrupts the call that a client names. */
    public void cancel(Caller caller, @Nullable String session, RpcId id) {
        Work<?> work = open.get(key(caller, session, id));
        if (work != null) {
            work.cancel();
        }
    }

    private static Key key(Caller caller, @Nullable String session, RpcId id) {
        return new Key(caller.tenant(), caller.user(), session, id);
    }

    /** A call's place. */
    public interface Entry extends AutoCloseable {

        @Override
        void close();
    }
}
