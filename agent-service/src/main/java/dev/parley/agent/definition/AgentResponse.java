package dev.parley.agent.definition;

import dev.parley.contracts.id.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An agent as clients see it.
 *
 * @param builtIn whether it is there in every tenant and cannot be changed, only copied
 */
record AgentResponse(
        AgentId id,
        String name,
        String description,
        String instructions,
        String model,
        List<String> tools,
        Limits limits,
        Map<String, String> metadata,
        boolean builtIn,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
