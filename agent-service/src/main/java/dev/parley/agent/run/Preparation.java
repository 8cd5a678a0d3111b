package dev.parley.agent.run;

import dev.parley.agent.context.History;
import dev.parley.agent.definition.AgentDefinition;
import dev.parley.agent.model.ToolOffer;
import dev.parley.agent.model.Turn;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.toolbox.ToolCatalogue;
import dev.parley.contracts.event.RunOptions;
import dev.parley.contracts.event.RunProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The agent's tools and the client's; where both have one of a name it is the client's. */
    private List<ToolOffer> offers(ClaimedRun run, AgentDefinition agent) throws Unprepared {
        try {
            Map<String, ToolOffer> offers = new LinkedHashMap<>();
            for (ToolOffer offer : tools.offers(run.actor(), agent.tools())) {
                offers.put(offer.name(), offer);
            }
            for (RunOptions.ClientTool tool : run.options().clientTools()) {
                offers.put(
                        tool.name(),
                        new ToolOffer(tool.name(), tool.description(), tool.parameters()));
            }
            return List.copyOf(offers.values());
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
        String instructions = run.options().instructions();
        if (instructions != null && !instructions.isBlank()) {
            context.add(new Turn.System(instructions));
        }
        try {
            context.addAll(history.of(run));
        } catch (WebApplicationException | ProcessingException e) {
            String detail = "The conversation's history cannot be read; ask again in a minute.";
            throw new Unprepared(
                    new RunProblem("history-unavailable", "The history is away", detail), e);
        }
        return context;
    }
}
