package dev.parley.agent.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.contracts.id.AgentId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The immutable versions of agents. What never changes is cached for good, within a bound. */
@ApplicationScoped
public class AgentVersions {

    private static final int MAX_CACHED = 1_000;

    private record Key(String tenant, AgentId agent, int version) {}

    private final Sql sql;
    private final ObjectMapper mapper;
    private final Cache<Key, AgentDefinition> cache =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    @Inject
    AgentVersions(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    /** The built-in agent of this name, if there is one; it belongs to no tenant's table. */
    private static Optional<AgentDefinition> builtIn(String name) {
        return name.equals(Assistant.NAME) ? Optional.of(Assistant.DEFINITION) : Optional.empty();
    }

    /**
     * The version that a run keeps.
     *
     * @param agent null, with {@code version}, for a built-in agent or one that did not exist
     */
    public Optional<AgentDefinition> find(
            String tenant, String name, @Nullable AgentId agent, @Nullable Integer version) {
        return agent == null || version == null ? builtIn(name) : find(tenant, agent, version);
    }

    private Optional<AgentDefinition> find(String tenant, AgentId agent, int version) {
        Key key = new Key(tenant, agent, version);
        AgentDefinition cached = cache.getIfPresent(key);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<AgentDefinition> stored =
                sql.find(
                        "SELECT definition FROM agent_version WHERE tenant = ? AND agent_id = ? AND version = ?",
                        row -> read(row.getString("definition")),
                        tenant,
                        agent.value(),
                        version);
        stored.ifPresent(definition -> cache.put(key, definition));
        return stored;
    }

    void append(String tenant, AgentId agent, AgentDefinition definition, Instant at) {
        sql.update(
                "INSERT INTO agent_version (tenant, agent_id, version, definition, created_at) VALUES (?, ?, ?, ?, ?)",
                tenant,
                agent.value(),
                definition.version(),
                write(definition),
                at);
    }

    private AgentDefinition read(String json) {
        try {
            return mapper.readValue(json, AgentDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored agent version is not readable", e);
        }
    }

    private String write(AgentDefinition definition) {
        try {
            return mapper.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an agent is always writable", e);
        }
    }
}
