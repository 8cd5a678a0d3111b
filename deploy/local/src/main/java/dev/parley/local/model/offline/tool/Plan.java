package dev.parley.local.model.offline.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.chat.ToolSpec;
import java.util.List;

/** What a request's words ask the tools for. */
public sealed interface Plan {

    /** No tool fits. */
    record Nothing() implements Plan {}

    /** A tool fits, but these required parameters can't be filled. */
    record Ask(ToolSpec tool, List<String> missing) implements Plan {}

    /** These calls, in this order. */
    record Calls(List<PlannedCall> calls) implements Plan {

        public Calls {
            calls = List.copyOf(calls);
        }
    }

    /**
     * One call to make.
     *
     * @param asked the part of the request that asks for it
     * @param needsResults whether the part refers to what an earlier call finds
     */
    record PlannedCall(ToolSpec tool, ObjectNode arguments, String asked, boolean needsResults) {}
}
