package dev.parley.system;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.system.suite.Suite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two agent-services. Of these the one that holds a run is killed; the other goes on with the run
 * while the killed one is started again.
 */
final class CrashingAgents implements AutoCloseable {

    private final Map<String, Daemon> byInstance = new HashMap<>();
    private final Map<String, Future<?>> starting = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Daemon second;

    CrashingAgents(Suite suite) {
        this.second = suite.secondInstance(ServiceName.AGENT);
        byInstance.put("agent-service-1", suite.process(ServiceName.AGENT));
        byInstance.put("agent-service-2", second);
    }

    /**
     * Starts both anew: what the first leaves behind when it stops makes all later starts quick.
     */
    void start(Suite suite) {
        suite.restart(ServiceName.AGENT);
        Suite.start(second);
    }

    /** Kills who holds a run, and lets it come back. */
    void kill(String holder) {
        String instance = holder.substring(0, holder.indexOf(':'));
        Daemon killed = Objects.requireNonNull(byInstance.get(instance), instance);
        // It may hold a run before it says that it is ready; its start must not take the kill for a
        // failure.
        awaitStart(instance);
        killed.kill();
        starting.put(instance, threads.submit(() -> Suite.start(killed)));
    }

    @Override
    public void close() {
        List.copyOf(starting.keySet()).forEach(this::awaitStart);
        threads.close();
        second.stop();
    }

    private void awaitStart(String instance) {
        Future<?> start = starting.remove(instance);
        try {
            if (start != null) {
                start.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + instance + " starts", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(instance + " did not come back", e.getCause());
        }
    }
}
