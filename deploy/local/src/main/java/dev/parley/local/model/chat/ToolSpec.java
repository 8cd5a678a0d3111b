package dev.parley.local.model.chat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool as a request describes it.
 *
 * @param parameters the JSON schema of its arguments; an empty object when it takes none
 */
public record ToolSpec(String name, String description, JsonNode parameters) {}
