package dev.parley.agent.model;

import java.util.List;

/**
 * One call of a model.
 *
 * @param model {@code provider/model}
 */
public record ModelRequest(String model, List<Turn> turns, List<ToolOffer> tools) {}
