package dev.parley.system;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.suite.Suite;
import java.util.UUID;

/** A tenant of its own with agents that do what scripts say. */
final class Scripted {

    private static final String AGENT =
            """
            {"name": "%s", "model": "default/scripted", "instructions": "[script:%s]", "tools": ["%s"]%s}\
            """;

    private final Suite suite;
    private final String tenant;

    Scripted(Suite suite, String name) {
        this.suite = suite;
        this.tenant = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    String tenant() {
        return tenant;
    }

    /** The key of an agent's script, which is also the name of its gate. */
    String key(String agent) {
        return tenant + "-" + agent;
    }

    /** Makes an agent; {@code %1$s} in its steps is its gate. */
    void agent(String name, String steps) {
        agent(name, steps, "");
    }

    /** Makes an agent with further fields, which begin with a comma. */
    void agent(String name, String steps, String more) {
        agent(name, steps, "calculator", more);
    }

    /** Makes an agent that has another tool than the calculator. */
    void agentWith(String name, String steps, String tool) {
        agent(name, steps, tool, "");
    }

    private void agent(String name, String steps, String tool, String more) {
        script(name, steps);
        agents("admin")
                .post("/v1/agents", AGENT.formatted(name, key(name), tool, more))
                .expect(201);
    }

    /** Lets an agent do something else from now on. */
    void script(String agent, String steps) {
        suite.model().script(key(agent), "{\"steps\": [" + steps.formatted(key(agent)) + "]}");
    }

    void open(String agent) {
        suite.model().open(key(agent));
    }

    /** agent-service, as a user with this role sees it. */
    Api agents(String role) {
        return new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", role));
    }

    Api conversations() {
        return new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }

    Conversation conversation(String agent) {
        return Conversation.create(conversations(), agent);
    }

    /** The operators of the whole suite. */
    Api operations() {
        return new Api(suite.url(ServiceName.AGENT), suite.token("operations", "olga", "operator"));
    }
}
