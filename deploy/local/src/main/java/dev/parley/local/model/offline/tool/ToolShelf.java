package dev.parley.local.model.offline.tool;

import dev.parley.local.model.chat.ToolSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what was worked out about tools: the next request usually brings the same ones. Holds 200
 * tools of moderate size.
 */
public final class ToolShelf {

    private static final int MOST = 200;
    private static final int LARGEST = 16 * 1024;

    private final Map<ToolSpec, ToolWords> known = new ConcurrentHashMap<>();

    ToolWords get(ToolSpec tool) {
        ToolWords words = known.get(tool);
        if (words != null) {
            return words;
        }
        ToolWords fresh = ToolWords.of(tool);
        if (tool.description().length() + tool.parameters().toString().length() <= LARGEST) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(tool, fresh);
        }
        return fresh;
    }
}
