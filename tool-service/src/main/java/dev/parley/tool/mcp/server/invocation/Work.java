package dev.parley.tool.mcp.server.invocation;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs on a thread of its own, so that whoever waits for it may stop waiting. It sees
 * the caller's tenant and goes on with the trace of the thread that began it.
 */
public final class Work<T> {

    private static final Logger LOG = Logger.getLogger(Work.class);

    private final FutureTask<Outcome<T>> future;
    private volatile boolean detached;
    private @Nullable RuntimeException failure;

    private Work(FutureTask<Outcome<T>> future) {
        this.future = future;
    }

    /** Begins. */
    public static <T> Work<T> begin(McpCall call, Function<McpCall, Outcome<T>> body) {
        String tenant = call.caller().tenant();
        FutureTask<Outcome<T>> future =
                new FutureTask<>(
                        Context.current()
                                .wrap(() -> TenantScope.call(tenant, () -> body.apply(call))));
        Thread.ofVirtual().name("mcp-call").start(future);
        return new Work<>(future);
    }

    /**
     * How it ended, or nothing if it goes on for longer than this.
     *
     * @throws ClientGone if it was cancelled
     */
    public Optional<Outcome<T>> await(Duration patience) throws ClientGone, InterruptedException {
        try {
            return Optional.of(future.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (CancellationException e) {
            throw new ClientGone("the call was cancelled", e);
        } catch (ExecutionException e) {
            throw failedWith(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Interrupts it; nobody wants its outcome any more. */
    public void cancel() {
        future.cancel(true);
    }

    /** The same, unless it has become independent of its request. */
    public void cancelUnlessDetached() {
        if (!detached) {
            cancel();
        }
    }

    /** It goes on, whatever becomes of the request that began it. */
    public void detach() {
        detached = true;
    }

    /** Whoever asks is told the same. */
    private synchronized RuntimeException failedWith(Throwable cause) {
        if (failure == null) {
            failure = failure(cause);
        }
        return failure;
    }

    /** What is a refusal stays one; anything else is a fault on this side, and logged. */
    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof RpcException refused) {
            return refused;
        }
        if (cause instanceof ProblemException refused) {
            return refused;
        }
        if (cause instanceof DatabaseException away && DatabaseException.isTransient(away)) {
            return away;
        }
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(cause, "A call over MCP failed, %s", instance);
        return new RpcException(
                RpcError.INTERNAL,
                "The call failed on our side; give " + instance + " to support.");
    }
}
