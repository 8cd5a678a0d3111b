package dev.parley.agent.definition;

import java.util.List;

/**
 * One immutable version of an agent: what a run is executed by.
 *
 * @param version counted from 1
 */
public record AgentDefinition(
        String name,
        int version,
        String description,
        String instructions,
        String model,
        List<String> tools,
        Limits limits) {}
