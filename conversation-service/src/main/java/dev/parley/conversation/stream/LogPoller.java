package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.EventLog;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The fallback under the hot tail: one query a second for all readers of this replica tells whose
 * log has grown, and whose conversation is no more.
 */
@ApplicationScoped
class LogPoller {

    private static final Logger LOG = Logger.getLogger(LogPoller.class);

    private final EventLog log;
    private final TailHub hub;
    private Map<ConversationId, Long> known = new HashMap<>();

    @Inject
    LogPoller(EventLog log, TailHub hub) {
        this.log = log;
        this.hub = hub;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        Set<ConversationId> watched = hub.watched();
        if (watched.isEmpty()) {
            known = new HashMap<>();
            return;
        }
        try {
            Map<ConversationId, Long> now =
                    TenantScope.callForEveryTenant(() -> log.lastSeqs(watched));
            Map<ConversationId, Long> before = known;
            hub.nudge(
                    now.keySet().stream()
                            .filter(id -> !Objects.equals(now.get(id), before.get(id)))
                            .toList());
            hub.end(watched.stream().filter(id -> !now.containsKey(id)).toList());
            known = now;
        } catch (DatabaseException e) {
            LOG.warnf(
                    "The log could not be polled; the next look is in a second: %s",
                    e.getMessage());
        }
    }
}
