package dev.parley.local.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.http.HttpReply;
import dev.parley.local.model.http.HttpRequest;
import dev.parley.local.model.script.Gates;
import dev.parley.local.model.script.Scripts;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How tests put scripts in, see what was asked of them, and open gates. */
final class ControlEndpoint {

    static final String PATH = "/control/";

    private static final Pattern SCRIPT =
            Pattern.compile("/control/scripts/([\\w.-]{1,100})(/requests)?");
    private static final Pattern GATE =
            Pattern.compile("/control/gates/([\\w.-]{1,100})/(open|shut)");

    private final Scripts scripts;
    private final Gates gates;

    ControlEndpoint(Scripts scripts, Gates gates) {
        this.scripts = scripts;
        this.gates = gates;
    }

    void answer(HttpRequest request, HttpReply reply) throws IOException {
        Matcher script = SCRIPT.matcher(request.path());
        Matcher gate = GATE.matcher(request.path());
        if (script.matches()) {
            script(request, script.group(1), script.group(2) != null, reply);
        } else if (gate.matches() && request.method().equals("POST")) {
            gate(gate.group(1), gate.group(2).equals("open"));
            done(reply);
        } else {
            throw unknown(request);
        }
    }

    private void script(HttpRequest request, String key, boolean requests, HttpReply reply)
            throws IOException {
        switch (request.method() + (requests ? " requests" : "")) {
            case "PUT" -> {
                scripts.put(key, request.body());
                done(reply);
            }
            case "DELETE" -> {
                if (!scripts.delete(key)) {
                    throw noScript(key);
                }
                done(reply);
            }
            case "GET requests" ->
                    ModelRoutes.send(reply, scripts.requests(key).orElseThrow(() -> noScript(key)));
            default -> throw unknown(request);
        }
    }

    private void gate(String name, boolean open) {
        if (open) {
            gates.open(name);
        } else {
            gates.shut(name);
        }
    }

    private static void done(HttpReply reply) throws IOException {
        ModelRoutes.send(reply, JsonNodeFactory.instance.objectNode().put("done", true));
    }

    private static InvalidRequest noScript(String key) {
        return new InvalidRequest(
                404, "There is no script '" + key + "'.", null, "script_not_found");
    }

    private static InvalidRequest unknown(HttpRequest request) {
        return new InvalidRequest(
                404,
                "Unknown URL: " + request.method() + " " + request.path(),
                null,
                "unknown_url");
    }
}
