package dev.parley.agent.model;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool as the model is told of it. */
public record ToolOffer(String name, String description, JsonNode inputSchema) {}
