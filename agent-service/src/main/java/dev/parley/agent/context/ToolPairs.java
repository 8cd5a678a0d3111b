package dev.parley.agent.context;

import dev.parley.agent.model.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the rule that providers insist on: a call is followed by its result, and a result follows
 * its call. A client that came back without an output has said something by that; a result whose
 * call lies beyond the window says nothing.
 */
final class ToolPairs {

    private static final String NO_OUTPUT =
            "{\"error\":\"The client gave no output for this call.\"}";

    private ToolPairs() {}

    static List<Turn> complete(List<Turn> turns) {
        List<Turn> whole = new ArrayList<>(turns.size());
        Map<String, String> open = new LinkedHashMap<>();
        for (Turn turn : turns) {
            if (turn instanceof Turn.ToolResult result) {
                String tool = open.remove(result.call());
                if (tool != null) {
                    whole.add(new Turn.ToolResult(result.call(), tool, result.content()));
                }
                continue;
            }
            close(whole, open);
            whole.add(turn);
            if (turn instanceof Turn.Assistant assistant) {
                assistant.calls().forEach(call -> open.put(call.id(), call.tool()));
            }
        }
        close(whole, open);
        return whole;
    }

    private static void close(List<Turn> whole, Map<String, String> open) {
        open.forEach((call, tool) -> whole.add(new Turn.ToolResult(call, tool, NO_OUTPUT)));
        open.clear();
    }
}
