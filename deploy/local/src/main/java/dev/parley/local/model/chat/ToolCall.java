package dev.parley.local.model.chat;

/**
 * A call that a model asks for.
 *
 * @param arguments JSON text as it goes over the wire; a scripted call may break it on purpose
 */
public record ToolCall(String id, String name, String arguments) {}
