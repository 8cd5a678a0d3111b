package dev.parley.agent.definition;

import dev.parley.contracts.id.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The built-in agent: in every tenant from the start, the same for all, not editable, copyable. */
final class Assistant {

    static final String NAME = "assistant";
    static final AgentId ID = new AgentId(UUID.fromString("00000000-0000-7000-8000-000000000001"));
    static final int VERSION = 1;
    static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    static final AgentDefinition DEFINITION =
            new AgentDefinition(
                    NAME,
                    VERSION,
                    "Answers questions, calculates and knows the time.",
                    "You are a helpful assistant. Use the calculator for every calculation and the clock for every question "
                            + "about the present date or time; never guess either. Answer briefly.",
                    "default/auto",
                    List.of("calculator", "clock"),
                    Limits.DEFAULT);

    private Assistant() {}

    static AgentResponse response() {
        return new AgentResponse(
                ID,
                NAME,
                DEFINITION.description(),
                DEFINITION.instructions(),
                DEFINITION.model(),
                DEFINITION.tools(),
                DEFINITION.limits(),
                Map.of(),
                true,
                VERSION,
                SINCE,
                SINCE);
    }
}
