package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.ToolError;
import dev.parley.tool.guard.TenantPlaces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls that this process is at, each on a thread of its own: a call goes on when its client
 * does not wait any more.
 */
@ApplicationScoped
class OpenCalls {

    private final ConcurrentHashMap<LedgerKey, OpenCall> calls = new ConcurrentHashMap<>();
    private final TenantPlaces places;
    private final ExecutionConfig config;

    @Inject
    OpenCalls(ExecutionConfig config, MeterRegistry meters) {
        this.config = config;
        this.places = new TenantPlaces(config.maxRunning());
        Gauge.builder("parley.tool.in.flight", calls, ConcurrentHashMap::size)
                .description("Calls of tools that this process is at")
                .register(meters);
    }

    Optional<OpenCall> find(LedgerKey key) {
        return Optional.ofNullable(calls.get(key));
    }

    /** All that this process is at. */
    Set<LedgerKey> keys() {
        return Set.copyOf(calls.keySet());
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /**
     * Begins a call, or finds the one under the same id that is under way here. Refuses with {@code
     * overloaded} if there are too many.
     *
     * @param work gives the outcome; its exception reaches all who wait
     */
    OpenCall begin(OpenCall call, Function<OpenCall, ToolExecution.Response> work) {
        @Nullable OpenCall known = calls.get(call.key());
        if (known != null) {
            return known;
        }
        if (!places.tryTake(call.call().tenant())) {
            throw ProblemException.retryLater(
                    ToolError.OVERLOADED,
                    "Too many tools are being executed just now; try again in a second.",
                    Duration.ofSeconds(1),
                    null);
        }
        @Nullable OpenCall other = calls.putIfAbsent(call.key(), call);
        if (other != null) {
            places.leave(call.call().tenant());
            return other;
        }
        Thread.ofVirtual()
                .name("execution")
                .start(Context.current().wrap(() -> execute(call, work)));
        return call;
    }

    private void execute(OpenCall call, Function<OpenCall, ToolExecution.Response> work) {
        try {
            ToolExecution.Response response =
                    TenantScope.call(call.call().tenant(), () -> work.apply(call));
            forget(call);
            call.response().complete(response);
        } catch (RuntimeException | Error e) {
            forget(call);
            call.response().completeExceptionally(e);
        }
    }

    /** Before anybody is told: who asks again then finds the row. */
    private void forget(OpenCall call) {
        calls.remove(call.key(), call);
        places.leave(call.call().tenant());
    }

    /** The outcome, or that the call goes on. */
    ToolExecution.Response await(OpenCall call) {
        try {
            return call.response().get(config.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return running(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return running(call);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        }
    }

    private static ToolExecution.Response running(OpenCall call) {
        return new ToolExecution.Response(
                call.call().id(),
                ToolExecution.Status.RUNNING,
                null,
                null,
                null,
                false,
                null,
                null,
                0,
                0);
    }
}
