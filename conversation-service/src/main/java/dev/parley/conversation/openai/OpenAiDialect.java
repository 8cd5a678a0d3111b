package dev.parley.conversation.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.conversation.openai.run.OpenAiError;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.ProblemDialect;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Refusals in the shape that clients of OpenAI's API read, whatever layer refuses. */
@ApplicationScoped
@Unremovable
class OpenAiDialect implements ProblemDialect {

    static final String PREFIX = "/openai/v1";
    static final String REQUEST_ID = "x-request-id";

    private static final String INSTANCE_PREFIX = "urn:uuid:";

    @Override
    public boolean spokenAt(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public Wording word(Problem problem) {
        OpenAiError error = OpenAiError.of(problem);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error.toJson());
        Map<String, String> headers = new HashMap<>();
        headers.put(REQUEST_ID, requestId(problem));
        if (!error.mayPass()) {
            // Their clients repeat what fails with a 5xx, unless they are told not to.
            headers.put("x-should-retry", "false");
        }
        return new Wording(error.status(), "application/json", json(body), headers);
    }

    /** The name of the occurrence, as logs have it. */
    private static String requestId(Problem problem) {
        String instance = problem.instance();
        return "req_" + instance.substring(INSTANCE_PREFIX.length()).replace("-", "");
    }

    private static String json(ObjectNode body) {
        try {
            return EventJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }
}
