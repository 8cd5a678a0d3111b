package dev.parley.agent.definition;

import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Which agents a tenant has. */
@ApplicationScoped
public class AgentNames {

    private final Sql sql;

    @Inject
    AgentNames(Sql sql) {
        this.sql = sql;
    }

    /** Whether there is such an agent, the built-in one included. */
    public boolean exist(String tenant, String name) {
        return name.equals(Assistant.NAME)
                || sql.find(
                                "SELECT true FROM agent WHERE tenant = ? AND name = ?",
                                row -> true,
                                tenant,
                                name)
                        .isPresent();
    }
}
