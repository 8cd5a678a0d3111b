package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import jakarta.validation.constraints.NotNull;

/** Another priority for a run that waits. */
record PriorityChange(@NotNull(message = "is required") Priority priority) {}
