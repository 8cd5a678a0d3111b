package dev.parley.system;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Reply;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Tools of a tenant that change the world outside, and calls of them over REST. */
final class Tools {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Suite suite;
    private final String tenant;

    Tools(Suite suite, String tenant) {
        this.suite = suite;
        this.tenant = tenant;
    }

    Api api(String user, String... roles) {
        return new Api(suite.url(ServiceName.TOOL), suite.token(tenant, user, roles));
    }

    /**
     * Registers a tool.
     *
     * @param query of its requests to the sink, in which single quotes stand for double ones
     * @param more further fields, which begin with a comma
     */
    void register(String name, String effects, String query, String more) {
        String sink = suite.sink().baseUrl().toString();
        String lookup =
                effects.equals("reconcilable")
                        ? ", 'lookup': {'url': '" + sink + "/done/{$call_id}'}"
                        : "";
        String body =
                """
                {'name': '%s', 'description': 'Changes the world.', 'kind': 'http', 'effects': '%s',
                 'input_schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}},
                 'config': {'method': 'POST', 'url': '%s/do', 'query': {%s}%s}%s}
                """
                        .formatted(name, effects, sink, query, lookup, more);
        api("dora", "designer").post("/v1/tools", body.replace('\'', '"')).expect(201);
    }

    static String callId() {
        return "call_" + UUID.randomUUID().toString().replace("-", "") + "_0_0";
    }

    static Reply execute(Api api, String tool, String call) {
        return api.post(
                "/v1/tools/" + tool + "/execute",
                "{\"call_id\": \"" + call + "\", \"arguments\": {\"n\": 1}}");
    }

    /** Calls a tool and asks again until it has ended, whatever befalls tool-service meanwhile. */
    Reply toEnd(String tool, String call) {
        AtomicReference<Reply> last = new AtomicReference<>();
        Await.until(
                () -> call + " of " + tool + " to end: " + last.get(),
                PATIENCE,
                () -> {
                    try {
                        last.set(execute(api("ada", "user"), tool, call));
                    } catch (RuntimeException away) {
                        // It was killed, or comes up again.
                        return false;
                    }
                    return last.get().status() == 200;
                });
        return last.get();
    }
}
