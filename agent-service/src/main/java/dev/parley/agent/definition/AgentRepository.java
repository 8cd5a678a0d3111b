package dev.parley.agent.definition;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class AgentRepository implements PanacheRepositoryBase<AgentEntity, UUID> {

    Optional<AgentEntity> find(String tenant, UUID id) {
        return find("tenant = ?1 and id = ?2", tenant, id).firstResultOptional();
    }

    Optional<AgentEntity> find(String tenant, String name) {
        return find("tenant = ?1 and name = ?2", tenant, name).firstResultOptional();
    }

    Optional<AgentEntity> lock(String tenant, UUID id) {
        return find("tenant = ?1 and id = ?2", tenant, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** By name, beginning after {@code after}. */
    List<AgentEntity> page(String tenant, String after, int limit) {
        return find(
                        "tenant = :tenant and name > :after order by name",
                        Parameters.with("tenant", tenant).and("after", after))
                .range(0, limit - 1)
                .list();
    }
}
