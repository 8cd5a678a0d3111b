package dev.parley.conversation.conversation;

import dev.parley.platform.caller.Caller;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ConversationRepository implements PanacheRepositoryBase<ConversationEntity, UUID> {

    private static final String VISIBLE =
            "id = :id and tenant = :tenant and (:all = true or user = :user) and status <> 'deleted'";

    /** Any conversation of a tenant, for whoever checks the owner. */
    Optional<ConversationEntity> ofTenant(String tenant, UUID id) {
        return find(
                        "id = :id and tenant = :tenant and status <> 'deleted'",
                        Parameters.with("id", id).and("tenant", tenant))
                .firstResultOptional();
    }

    /** The conversation, if the caller may change it, locked until the transaction ends. */
    Optional<ConversationEntity> lockFor(Caller caller, UUID id) {
        Parameters mine =
                Parameters.with("id", id)
                        .and("tenant", caller.tenant())
                        .and("user", caller.user())
                        .and("all", caller.changesWholeTenant());
        return find(VISIBLE, mine).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }
}
