package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What this side says of itself.
 *
 * @param info its name and version
 * @param capabilities what it can be asked
 */
public record Ourselves(ObjectNode info, ObjectNode capabilities) {}
