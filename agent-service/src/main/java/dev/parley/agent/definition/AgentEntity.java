package dev.parley.agent.definition;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "agent")
class AgentEntity {

    @Id UUID id;

    @Column(updatable = false)
    String tenant;

    String name;

    String description;

    String instructions;

    String model;

    /** A JSON array of names. */
    String tools;

    @Column(name = "max_steps")
    int maxSteps;

    @Column(name = "max_tool_calls")
    int maxToolCalls;

    @Column(name = "timeout_ms")
    long timeoutMillis;

    @Column(name = "step_timeout_ms")
    @Nullable Long stepTimeoutMillis;

    String metadata;

    /**
     * Counted up by hand under the row's lock: a version exists because a designer made it, not
     * because Hibernate flushed.
     */
    int version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected AgentEntity() {}

    @SuppressWarnings("NullAway.Init")
    AgentEntity(UUID id, String tenant, Instant createdAt) {
        this.id = id;
        this.tenant = tenant;
        this.createdAt = createdAt;
    }
}
