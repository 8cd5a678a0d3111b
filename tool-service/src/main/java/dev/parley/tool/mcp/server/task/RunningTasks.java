package dev.parley.tool.mcp.server.task;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.mcp.server.invocation.Work;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The tasks that this process works on. Says every other second that it does, and learns which of
 * them were cancelled, on whatever replica, or are forgotten.
 */
@ApplicationScoped
class RunningTasks {

    private static final Logger LOG = Logger.getLogger(RunningTasks.class);

    private final TaskRows rows;
    private final Map<UUID, Work<?>> running = new ConcurrentHashMap<>();

    @Inject
    RunningTasks(TaskRows rows) {
        this.rows = rows;
    }

    void add(UUID id, Work<?> work) {
        running.put(id, work);
    }

    /** A task may be in its next round by now: only this one is over. */
    void remove(UUID id, Work<?> work) {
        running.remove(id, work);
    }

    /** Interrupts a task if it runs here. */
    void cancel(UUID id) {
        Work<?> work = running.get(id);
        if (work != null) {
            work.cancel();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        abandon();
    }

    /** Ends what still runs; its clients need not wait until the silence is noticed. */
    void abandon() {
        Map<UUID, Work<?>> here = Map.copyOf(running);
        if (here.isEmpty()) {
            return;
        }
        try {
            TenantScope.runForEveryTenant(() -> rows.abandon(here.keySet()));
        } catch (DatabaseException e) {
            LOG.warnf("MCP tasks cannot be said to be over: %s", e.getMessage());
        }
        here.values().forEach(Work::cancel);
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        Map<UUID, Work<?>> here = new HashMap<>(running);
        if (here.isEmpty()) {
            return;
        }
        try {
            TenantScope.callForEveryTenant(() -> rows.beat(here.keySet())).forEach(here::remove);
            here.values().forEach(Work::cancel);
        } catch (DatabaseException e) {
            LOG.warnf("MCP tasks cannot be said to be alive: %s", e.getMessage());
        }
    }
}
