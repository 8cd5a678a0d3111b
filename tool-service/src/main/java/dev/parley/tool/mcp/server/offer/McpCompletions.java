package dev.parley.tool.mcp.server.offer;

import dev.parley.platform.caller.Caller;
import java.util.List;

/** Proposes values while somebody types. */
public interface McpCompletions {

    /** What is being filled in. */
    sealed interface Place {

        /** An argument of a prompt. */
        record OfPrompt(String prompt, String argument) implements Place {}

        /** A variable of a template. */
        record OfTemplate(String uriTemplate, String variable) implements Place {}
    }

    /**
     * Proposals, the best first; of more than a hundred the rest is cut off.
     *
     * @param typed what stands there by now
     */
    List<String> complete(Caller caller, Place place, String typed);
}
