package dev.parley.conversation.openai.item;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.openai.run.RunEnd;

/** Items as clients see them. */
public final class ItemJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ItemJson() {}

    /** The id of the text that a run answered with. */
    public static String replyId(RunId run) {
        return "msg_" + digits(run.toString());
    }

    /** The id of a call of a client's tool. */
    public static String callId(String owner, int index) {
        return "fc_" + digits(owner) + '_' + index;
    }

    static String outputId(String owner) {
        return "fco_" + digits(owner);
    }

    /** The digits of an id, without what kind of thing it names. */
    static String digits(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    /** What somebody said. */
    public static ObjectNode message(String id, String role, String status, String text) {
        ObjectNode item = JSON.objectNode();
        item.put("id", id).put("type", "message").put("status", status).put("role", role);
        item.putArray("content").add(role.equals("assistant") ? outputText(text) : inputText(text));
        return item;
    }

    /** A message of an assistant before it has said anything. */
    public static ObjectNode unsaid(String id) {
        ObjectNode item = JSON.objectNode();
        item.put("id", id).put("type", "message").put("status", "in_progress");
        item.put("role", "assistant").putArray("content");
        return item;
    }

    /** The part of a message that is an assistant's text. */
    public static ObjectNode outputText(String text) {
        ObjectNode part = JSON.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    private static ObjectNode inputText(String text) {
        return JSON.objectNode().put("type", "input_text").put("text", text);
    }

    /** A call of a client's tool. */
    public static ObjectNode call(
            String id, RunEnd.ClientCall call, String status, String arguments) {
        return JSON.objectNode()
                .put("id", id)
                .put("type", "function_call")
                .put("status", status)
                .put("call_id", call.callId())
                .put("name", call.tool())
                .put("arguments", arguments);
    }

    static ObjectNode output(String id, String callId, String output) {
        return JSON.objectNode()
                .put("id", id)
                .put("type", "function_call_output")
                .put("status", "completed")
                .put("call_id", callId)
                .put("output", output);
    }
}
