package dev.parley.agent.definition;

import dev.parley.agent.AgentError;
import dev.parley.agent.model.ModelCatalogue;
import dev.parley.agent.toolbox.ToolCatalogue;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Holds what an agent names against what exists. Asks other processes, so call it outside a
 * transaction.
 */
@ApplicationScoped
class AgentCheck {

    private final ModelCatalogue models;
    private final ToolCatalogue tools;

    @Inject
    AgentCheck(ModelCatalogue models, ToolCatalogue tools) {
        this.models = models;
        this.tools = tools;
    }

    /** Refuses a model or tools that do not exist. */
    void check(Caller caller, AgentRequest wanted) {
        models.require(wanted.model());
        List<String> named = Objects.requireNonNullElse(wanted.tools(), List.of());
        if (named.isEmpty()) {
            return;
        }
        Set<String> known = tools.known(caller.actor(), named);
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                errors.add(
                        new FieldError(
                                "/tools/" + i,
                                "unknown-tool",
                                "There is no tool \"" + named.get(i) + "\"."));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    AgentError.UNKNOWN_TOOL,
                    "The agent names tools that do not exist; GET /v1/tools lists them.",
                    errors);
        }
    }
}
