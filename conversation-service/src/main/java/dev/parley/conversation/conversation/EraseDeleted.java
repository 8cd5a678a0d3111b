package dev.parley.conversation.conversation;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Erases the rows of deleted conversations, in bites, so that a huge one holds up nothing. Whatever
 * a crash leaves is found by the next round.
 */
@ApplicationScoped
class EraseDeleted {

    private static final Logger LOG = Logger.getLogger(EraseDeleted.class);
    private static final int CONVERSATIONS = 100;
    private static final int BITE = 5_000;

    private static final String DELETED =
            "SELECT id FROM conversation WHERE status = 'deleted' LIMIT " + CONVERSATIONS;

    /**
     * The log and the messages first: while the conversation's row stands, a crash loses no work.
     */
    private static final List<String> PARTS =
            List.of("event", "message", "turn", "branch", "response");

    private final Sql sql;

    @Inject
    EraseDeleted(Sql sql) {
        this.sql = sql;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void erase() {
        try {
            TenantScope.callForEveryTenant(
                            () -> sql.list(DELETED, row -> row.getObject(1, UUID.class)))
                    .forEach(this::erase);
        } catch (DatabaseException e) {
            LOG.warnf("Deleted conversations are erased a moment later: %s", e.getMessage());
        }
    }

    private void erase(UUID conversation) {
        PARTS.forEach(table -> eraseAll(table, conversation));
        TenantScope.callForEveryTenant(
                () -> sql.update("DELETE FROM conversation WHERE id = ?", conversation));
    }

    private void eraseAll(String table, UUID conversation) {
        String bite =
                """
                DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM %1$s WHERE conversation_id = ? LIMIT %2$d))
                """
                        .formatted(table, BITE);
        int gone;
        do {
            gone =
                    TenantScope.callForEveryTenant(() ->
                            QuarkusTransaction.requiringNew()
                                    .call(() -> sql.update(bite, conversation)));
        } while (gone == BITE);
    }
}
