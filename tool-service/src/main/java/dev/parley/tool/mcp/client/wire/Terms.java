package dev.parley.tool.mcp.client.wire;

import dev.parley.tool.mcp.client.limit.Until;
import java.time.Duration;

/**
 * What one exchange may take.
 *
 * @param until its end, with all that is tried again
 * @param idle how long the server may be silent
 * @param maxBytes of everything that it says
 * @param maxMessages ahead of its answer
 * @param resumptions how often a stream is taken up again
 */
public record Terms(Until until, Duration idle, long maxBytes, int maxMessages, int resumptions) {}
