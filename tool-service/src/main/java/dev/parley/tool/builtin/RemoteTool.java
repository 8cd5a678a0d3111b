package dev.parley.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.invocation.ToolFailure;
import java.time.Duration;

/**
 * A tool that comes with Parley and asks other machines: its work may take as long as it is given,
 * so it is never done within a transaction.
 */
public interface RemoteTool extends DescribedTool {

    /**
     * Prepares a call with arguments that fit the schema. Nothing has left yet.
     *
     * @param time how long the call may take in all
     */
    Call prepare(JsonNode arguments, Duration time) throws ToolFailure;

    /** One call. */
    interface Call {

        /** Does it, once. An interrupt of a virtual thread ends it. */
        JsonNode run() throws ToolFailure;

        /** Ends it from another thread. */
        void abort();
    }
}
