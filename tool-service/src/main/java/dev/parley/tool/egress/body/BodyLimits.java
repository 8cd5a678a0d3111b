package dev.parley.tool.egress.body;

/**
 * How much of a body is read.
 *
 * @param maxBytes after decompression, and before it as well
 * @param maxRatio how many bytes one compressed byte may become, over the whole so far
 */
public record BodyLimits(long maxBytes, int maxRatio) {}
