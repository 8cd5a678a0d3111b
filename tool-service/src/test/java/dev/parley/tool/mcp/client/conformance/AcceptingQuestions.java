package dev.parley.tool.mcp.client.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.session.Counterquestions;
import java.util.Map;
import java.util.Optional;

/** Accepts every form with what it proposes; production declines. */
final class AcceptingQuestions implements Counterquestions {

    @Override
    public ObjectNode capabilities() {
        ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
        capabilities.putObject("elicitation").putObject("form");
        return capabilities;
    }

    @Override
    public Optional<ObjectNode> answer(String method, ObjectNode params) {
        if (!method.equals("elicitation/create")) {
            return Optional.empty();
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("action", "accept");
        ObjectNode content = answer.putObject("content");
        for (Map.Entry<String, JsonNode> field :
                params.path("requestedSchema").path("properties").properties()) {
            if (field.getValue().has("default")) {
                content.set(field.getKey(), field.getValue().path("default"));
            } else if (field.getValue().path("type").asText().equals("boolean")) {
                content.put(field.getKey(), true);
            }
        }
        return Optional.of(answer);
    }
}
