package dev.parley.agent.model;

import dev.parley.contracts.event.RunOptions;
import java.util.List;

/**
 * One call of a model.
 *
 * @param model {@code provider/model}
 * @param options what the caller asks of the run
 */
public record ModelRequest(
        String model, List<Turn> turns, List<ToolOffer> tools, RunOptions options) {}
