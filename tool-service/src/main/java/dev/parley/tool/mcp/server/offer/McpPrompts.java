package dev.parley.tool.mcp.server.offer;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.Content;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prompts that clients may list and fill in. */
public interface McpPrompts {

    /** A prompt as clients see it. */
    record Prompt(String name, String description, List<Argument> arguments) {}

    /** Something to fill in. */
    record Argument(String name, String description, boolean required) {}

    /** A prompt, filled in. */
    record Filled(String description, List<Message> messages) {}

    /**
     * A part of it.
     *
     * @param role {@code user} or {@code assistant}
     */
    record Message(String role, Content content) {}

    /** Up to {@code limit} prompts with names after {@code name}, by name. */
    List<Prompt> after(Caller caller, String name, int limit);

    /** The prompt of this name. */
    Optional<Prompt> find(Caller caller, String name);

    /** Fills in a prompt that this caller can find; all required arguments are there. */
    Outcome<Filled> fill(McpCall call, String name, Map<String, String> arguments);
}
