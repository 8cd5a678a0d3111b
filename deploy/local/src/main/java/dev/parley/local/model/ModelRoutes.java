package dev.parley.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.chat.CompletionJson;
import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.http.HttpReply;
import dev.parley.local.model.http.HttpRequest;
import dev.parley.local.model.http.RequestHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends each request to what answers it, and turns refusals into OpenAI's errors. */
final class ModelRoutes implements RequestHandler {

    static final List<String> MODELS = List.of("offline", "scripted");

    private static final String MODELS_PATH = "/v1/models";
    private static final String COMPLETIONS_PATH = "/v1/chat/completions";

    private final ChatEndpoint chat;
    private final Optional<ControlEndpoint> control;
    private final Instant started;

    ModelRoutes(ChatEndpoint chat, Optional<ControlEndpoint> control, Instant started) {
        this.chat = chat;
        this.control = control;
        this.started = started;
    }

    @Override
    public void handle(HttpRequest request, HttpReply reply) throws IOException {
        try {
            route(request, reply);
        } catch (InvalidRequest e) {
            if (reply.started()) {
                reply.cut();
            } else {
                reply.send(e.status(), "application/json", CompletionJson.error(e));
            }
        }
    }

    private void route(HttpRequest request, HttpReply reply) throws IOException {
        String path = request.path();
        if (path.equals(COMPLETIONS_PATH)) {
            demand(request, "POST");
            chat.answer(request, reply);
        } else if (path.equals(MODELS_PATH)) {
            demand(request, "GET");
            send(reply, models());
        } else if (path.startsWith(MODELS_PATH + "/")) {
            demand(request, "GET");
            send(reply, model(path.substring(MODELS_PATH.length() + 1)));
        } else if (path.startsWith(ControlEndpoint.PATH) && control.isPresent()) {
            control.get().answer(request, reply);
        } else {
            throw new InvalidRequest(
                    404, "Unknown URL: " + request.method() + " " + path, null, "unknown_url");
        }
    }

    private static void demand(HttpRequest request, String method) {
        if (!request.method().equals(method)) {
            throw new InvalidRequest(
                    405, "Not allowed here: " + request.method(), null, "method_not_allowed");
        }
    }

    private JsonNode models() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        MODELS.forEach(name -> data.add(model(name)));
        return list;
    }

    private JsonNode model(String name) {
        if (!MODELS.contains(name)) {
            throw ChatEndpoint.unknownModel(name);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", started.getEpochSecond())
                .put("owned_by", "parley");
    }

    static void send(HttpReply reply, JsonNode json) throws IOException {
        reply.send(200, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
