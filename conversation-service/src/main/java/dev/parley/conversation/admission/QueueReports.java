package dev.parley.conversation.admission;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the state of the queue once a second. While agent-service is away messages are still
 * accepted; only nobody says then how long they will wait.
 */
@ApplicationScoped
class QueueReports {

    private static final Logger LOG = Logger.getLogger(QueueReports.class);
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private final AgentQueueClient client;
    private final AtomicBoolean away = new AtomicBoolean();
    private final Map<String, LongAdder> since = new ConcurrentHashMap<>();
    private volatile @Nullable Known known;

    private record Known(QueueReport report, long nanos) {}

    @Inject
    QueueReports(@RestClient AgentQueueClient client) {
        this.client = client;
    }

    /** The state as it was a moment ago. */
    Optional<QueueReport> latest() {
        Known present = known;
        return present == null || System.nanoTime() - present.nanos() > KNOWN_FOR.toNanos()
                ? Optional.empty()
                : Optional.of(present.report());
    }

    /** The limits as they were told last. */
    QueueReport.Rules rules() {
        Known present = known;
        return present == null ? QueueReport.Rules.UNTIL_TOLD : present.report().rules();
    }

    /** How many runs of a tenant may be without an end, as it was told last. */
    long limitOf(String tenant) {
        Known present = known;
        return present == null
                ? QueueReport.Rules.UNTIL_TOLD.tenantMaxOpen()
                : present.report().limitOf(tenant).orElse(present.report().rules().tenantMaxOpen());
    }

    /** How many runs this process has accepted for a tenant since it asked. */
    long acceptedSince(String tenant) {
        LongAdder count = since.get(tenant);
        return count == null ? 0 : count.sum();
    }

    void accepted(String tenant) {
        since.computeIfAbsent(tenant, name -> new LongAdder()).increment();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void ask() {
        try {
            QueueReport report = client.report();
            since.clear();
            known = new Known(report, System.nanoTime());
            away.set(false);
        } catch (WebApplicationException | ProcessingException e) {
            since.clear();
            if (away.compareAndSet(false, true)) {
                LOG.warnf(
                        "agent-service does not tell how its queue stands; waits are not estimated until it does: %s",
                        e.getMessage());
            }
        }
    }
}
