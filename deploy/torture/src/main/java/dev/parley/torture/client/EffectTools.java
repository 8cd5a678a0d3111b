package dev.parley.torture.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Tools that change the world outside, one of each class of effects. */
public final class EffectTools {

    /** Their names, which are those of their effects. */
    public static final List<String> NAMES = List.of("idempotent", "reconcilable", "unsafe");

    private EffectTools() {}

    /**
     * Registers them.
     *
     * @param sink where the world outside is
     */
    public static void register(Door tools, String sink) throws IOException, InterruptedException {
        for (String effects : NAMES) {
            Door.Answer answer = tools.post("/v1/tools", definition(effects, sink));
            if (!answer.isOk()) {
                throw new IOException("A tool was refused: " + answer.json());
            }
        }
    }

    private static ObjectNode definition(String effects, String sink) {
        ObjectNode tool = JsonNodeFactory.instance.objectNode();
        tool.put("name", effects)
                .put("description", "Changes the world.")
                .put("kind", "http")
                .put("effects", effects);
        ObjectNode input = tool.putObject("input_schema").put("type", "object");
        input.putObject("properties").putObject("first").put("type", "string");
        ObjectNode config = tool.putObject("config").put("method", "POST").put("url", sink + "/do");
        ObjectNode query = config.putObject("query").put("first", "{first}");
        if (effects.equals("idempotent")) {
            query.put("once", "true");
        }
        if (effects.equals("reconcilable")) {
            config.putObject("lookup").put("url", sink + "/done/{$call_id}");
        }
        return tool;
    }
}
