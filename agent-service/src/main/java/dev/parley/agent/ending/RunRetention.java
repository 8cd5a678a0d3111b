package dev.parley.agent.ending;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunsDeleted;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Deletes runs that ended long ago, in bites that hold no lock for long, and tells who keeps
 * something of them. Replicas may sweep at once.
 */
@ApplicationScoped
class RunRetention {

    private static final Logger LOG = Logger.getLogger(RunRetention.class);

    /** What ends faster than this in a minute waits for the next one. */
    private static final int MOST_BITES = 20;

    private static final String BITE =
            """
            SELECT id, tenant FROM run WHERE ended_at < now() - ? * interval '1 s'
             ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED
            """;

    private final Sql sql;
    private final Outbox outbox;
    private final RetentionConfig config;

    @Inject
    RunRetention(Sql sql, Outbox outbox, RetentionConfig config) {
        this.sql = sql;
        this.outbox = outbox;
        this.config = config;
    }

    private record Old(UUID id, String tenant) {}

    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            sweep();
        } catch (DatabaseException e) {
            LOG.warnf("Old runs stay a minute longer: %s", e.getMessage());
        }
    }

    /** Says how many it deleted. */
    int sweep() {
        int deleted = 0;
        int bite = RunsDeleted.MAX_RUNS;
        for (int i = 0; i < MOST_BITES && bite == RunsDeleted.MAX_RUNS; i++) {
            bite =
                    TenantScope.callForEveryTenant(
                            () -> QuarkusTransaction.requiringNew().call(this::delete));
            deleted += bite;
        }
        return deleted;
    }

    private int delete() {
        List<Old> old =
                sql.list(
                        BITE,
                        row -> new Old(row.getObject("id", UUID.class), row.getString("tenant")),
                        config.runs().toSeconds(),
                        RunsDeleted.MAX_RUNS);
        if (!old.isEmpty()) {
            List<UUID> ids = old.stream().map(Old::id).toList();
            sql.update("DELETE FROM run_step WHERE run_id = ANY (?)", ids);
            sql.update("DELETE FROM run WHERE id = ANY (?)", ids);
            outbox.append(
                    old.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Old::tenant,
                                            Collectors.mapping(
                                                    it -> new RunId(it.id()), Collectors.toList())))
                            .entrySet()
                            .stream()
                            .map(part -> event(part.getKey(), part.getValue()))
                            .toList());
        }
        return old.size();
    }

    private static OutboxEvent event(String tenant, List<RunId> runs) {
        RunsDeleted event =
                new RunsDeleted(RunsDeleted.VERSION, UuidV7.next(), tenant, runs, Instant.now());
        try {
            return new OutboxEvent(
                    tenant,
                    Topic.DELETIONS.topicName(),
                    runs.getFirst().toString(),
                    EventJson.mapper().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
