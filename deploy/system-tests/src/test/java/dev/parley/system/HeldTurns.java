package dev.parley.system;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Conversations of one tenant in mid-turn: gates in the scripted model hold them there. */
final class HeldTurns {

    /** The reply stays in the middle. */
    static final String REPLY =
            """
            {"tokens": 60, "text": "many words in a row ", "gate": "%1$s", "gate_after_tokens": 30}\
            """;

    /** The call of the tool is still ahead. */
    static final String CALL_AHEAD =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}], "gate": "%1$s"},
            {"text": "The calculator says {{tool_result}} and nothing else."}\
            """;

    /** The tool has run, and the reply stays in the middle. */
    static final String CALL_BEHIND =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}]},
            {"text": "The calculator says {{tool_result}} and nothing else.", "gate": "%1$s", "gate_after_tokens": 3}\
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AGENT =
            """
            {"name": "%1$s", "model": "default/scripted", "instructions": "[script:%1$s]", "tools": ["calculator"]}\
            """;

    private final Suite suite;
    private final String tenant;
    private final Api user;

    HeldTurns(Suite suite, String name) {
        this.suite = suite;
        this.tenant = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.user =
                new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }

    /** Makes an agent that does these steps; its gate has its name. */
    String agent(String kind, String steps) {
        String name = tenant + "-" + kind;
        suite.model().script(name, "{\"steps\": [" + steps.formatted(name) + "]}");
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post("/v1/agents", AGENT.formatted(name))
                .expect(201);
        return name;
    }

    HeldTurn begin(String agent, String... messages) {
        return new HeldTurn(Conversation.create(user, agent), List.of(messages));
    }

    /** Waits until the model was asked so often for this agent. */
    void awaitAtModel(String agent, long requests) {
        Await.until(
                () -> requests + " requests of " + agent,
                PATIENCE,
                () -> suite.model().requests(agent) >= requests);
    }

    /** Which process holds which run, for all that run now. */
    Map<String, String> holders() {
        return suite
                .database(ServiceName.AGENT)
                .rows(
                        "SELECT 'run_' || replace(id::text, '-', ''), owner FROM run"
                                + " WHERE tenant = ? AND status = 'RUNNING'",
                        tenant)
                .stream()
                .map(row -> row.split(" "))
                .collect(Collectors.toMap(row -> row[0], row -> row[1].replaceAll(":.*", "")));
    }

    /** Whether the queue has heard of all these turns' runs. */
    boolean areQueued(List<HeldTurn> all) {
        List<String> known =
                suite.database(ServiceName.AGENT)
                        .rows(
                                "SELECT 'run_' || replace(id::text, '-', '') FROM run WHERE tenant = ?",
                                tenant);
        return all.stream().allMatch(turn -> known.containsAll(turn.runs()));
    }

    /** How many runs were claimed at least so often. */
    long claimed(int times) {
        return suite.database(ServiceName.AGENT)
                .count("SELECT count(*) FROM run WHERE tenant = ? AND epoch >= ?", tenant, times);
    }

    /** What the journal got from the first claims of runs. */
    List<String> stepsOfFirstClaims() {
        return suite.database(ServiceName.AGENT)
                .rows(
                        "SELECT run_id, step, call_index, ended_at FROM run_step"
                                + " WHERE tenant = ? AND epoch = 1 ORDER BY 1, 2, 3",
                        tenant);
    }

    /** The ledger's rows of tools that gave a result, each with the moment it was begun. */
    List<String> executedCalls() {
        return suite.database(ServiceName.TOOL)
                .rows(
                        "SELECT run_id, call_id, id, created_at FROM execution"
                                + " WHERE tenant = ? AND result IS NOT NULL ORDER BY 1, 2",
                        tenant);
    }

    /** How many runs have a row in the ledger. */
    long runsWithCalls() {
        return suite.database(ServiceName.TOOL)
                .count("SELECT count(DISTINCT run_id) FROM execution WHERE tenant = ?", tenant);
    }
}
