package dev.parley.agent.run;

import dev.parley.agent.context.History;
import dev.parley.agent.definition.AgentDefinition;
import dev.parley.agent.model.ToolOffer;
import dev.parley.agent.model.Turn;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.toolbox.ToolCatalogue;
import dev.parley.contracts.event.RunProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a run works with: the tools its agent may call and what was said so far. */
@ApplicationScoped
class Preparation {

    private final ToolCatalogue tools;
    private final History history;

    @Inject
    Preparation(ToolCatalogue tools, History history) {
        this.tools = tools;
        this.history = history;
    }

    /** What a run begins with. */
    record Prepared(List<ToolOffer> offers, List<Turn> context) {}

    Prepared prepare(ClaimedRun run, AgentDefinition agent) throws Unprepared {
        return new Prepared(offers(run, agent), context(run, agent));
    }

    private List<ToolOffer> offers(ClaimedRun run, AgentDefinition agent) throws Unprepared {
        try {
            return tools.offers(run.actor(), agent.tools());
        } catch (WebApplicationException | ProcessingException e) {
            String detail = "The tool service does not answer; ask again in a minute.";
            throw new Unprepared(
                    new RunProblem("tool-service-unavailable", "The tools are away", detail), e);
        }
    }

    private List<Turn> context(ClaimedRun run, AgentDefinition agent) throws Unprepared {
        List<Turn> context = new ArrayList<>();
        if (!agent.instructions().isBlank()) {
            context.add(new Turn.System(agent.instructions()));
        }
        try {
            context.addAll(history.before(run));
        } catch (WebApplicationException | ProcessingException e) {
            String detail = "The conversation's history cannot be read; ask again in a minute.";
            throw new Unprepared(
                    new RunProblem("history-unavailable", "The history is away", detail), e);
        }
        context.add(new Turn.User(run.content()));
        return context;
    }
}
