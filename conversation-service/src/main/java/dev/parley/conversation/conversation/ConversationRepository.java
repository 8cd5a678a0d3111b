package dev.parley.conversation.conversation;

import dev.parley.platform.caller.Caller;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ConversationRepository implements PanacheRepositoryBase<ConversationEntity, UUID> {

    private static final String VISIBLE =
            "id = :id and tenant = :tenant and (:all = true or user = :user) and status <> 'deleted'";

    /** The conversation, if the caller may see it. */
    Optional<ConversationEntity> findFor(Caller caller, UUID id) {
        Parameters mine =
                Parameters.with("id", id)
                        .and("tenant", caller.tenant())
                        .and("user", caller.user())
                        .and("all", caller.seesWholeTenant());
        return find(VISIBLE, mine).firstResultOptional();
    }

    /** The same, locked until the transaction ends. */
    Optional<ConversationEntity> lockFor(Caller caller, UUID id) {
        Parameters mine =
                Parameters.with("id", id)
                        .and("tenant", caller.tenant())
                        .and("user", caller.user())
                        .and("all", caller.seesWholeTenant());
        return find(VISIBLE, mine).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** Newest first, beginning after {@code before}; up to {@code limit} rows. */
    List<ConversationEntity> page(
            Caller caller, ConversationFilter filter, @Nullable UUID before, int limit) {
        StringBuilder query = new StringBuilder("tenant = :tenant");
        Parameters values = Parameters.with("tenant", caller.tenant());
        if (!caller.seesWholeTenant()) {
            query.append(" and user = :user");
            values.and("user", caller.user());
        }
        if (filter.agent() != null) {
            query.append(" and agent = :agent");
            values.and("agent", filter.agent());
        }
        if (filter.status() != null) {
            query.append(" and status = :status");
            values.and("status", filter.status());
        }
        if (before != null) {
            query.append(" and id < :before");
            values.and("before", before);
        }
        return find(query.append(" order by id desc").toString(), values)
                .range(0, limit - 1)
                .list();
    }
}
