package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.Reply;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Agents are configured while they run. */
@ExtendWith(SuiteExtension.class)
class AgentsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Suite suite;
    private final String tenant = "agents-" + UUID.randomUUID().toString().substring(0, 8);

    AgentsTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void makesChangesAndDeletesAnAgent() {
        Reply created =
                agents().post("/v1/agents", "{\"name\":\"tutor\",\"model\":\"default/auto\"}");
        created.expect(201);
        String path = "/v1/agents/" + created.text("/id");
        String tag = agents().get(path).expect(200).header("ETag");

        String renamed = "{\"description\":\"teaches\"}";
        Reply changed = agents().send("PATCH", path, renamed, "If-Match", tag).expect(200);
        assertEquals("teaches", changed.text("/description"));
        assertEquals("2", changed.text("/version"));
        assertEquals(
                "precondition-failed",
                agents().send("PATCH", path, renamed, "If-Match", tag).expect(412).text("/code"));
        String whole = "{\"name\":\"tutor\",\"model\":\"default/auto\",\"tools\":[\"clock\"]}";
        agents().send("PUT", path, whole, "If-Match", tag).expect(412);
        Reply replaced =
                agents().send("PUT", path, whole, "If-Match", changed.header("ETag")).expect(200);
        assertEquals("clock", replaced.text("/tools/0"));

        agents().send("DELETE", path, "").expect(204);
        agents().get(path).expect(404);
    }

    @Test
    void copiesTheBuiltInAgentAndLetsTheCopyAnswer() {
        Reply copy =
                agents().post("/v1/agents/assistant/copy", "{\"name\":\"my-assistant\"}")
                        .expect(201);
        assertEquals("calculator", copy.text("/tools/0"));

        Conversation conversation = Conversation.create(people(), "my-assistant");
        List<ServerEvent> events = conversation.ask("What is 6 times 7?");

        assertTrue(LogRules.streamedText(events).contains("42"), events.toString());
        LogRules.check(conversation, events);
    }

    @Test
    void refusesToolsAndModelsThatDoNotExist() {
        String tool = "{\"name\":\"x\",\"model\":\"default/auto\",\"tools\":[\"hammer\"]}";
        Reply unknownTool = agents().post("/v1/agents", tool).expect(422);
        assertEquals("unknown-tool", unknownTool.text("/code"));
        assertEquals("/tools/0", unknownTool.text("/errors/0/pointer"));
        String model = "{\"name\":\"x\",\"model\":\"default/no-such-model\"}";
        assertEquals("unknown-model", agents().post("/v1/agents", model).expect(422).text("/code"));
        String nobody = "{\"agent\":\"nobody\"}";
        assertEquals(
                "unknown-agent",
                people().post("/v1/conversations", nobody).expect(422).text("/code"));
    }

    @Test
    void letsARunKeepTheVersionItBeganWith() {
        suite.model().script("keeps-v1", held("first"));
        suite.model().script("keeps-v2", held("second"));
        Reply agent = agents().post("/v1/agents", scripted("[script:keeps-v1]")).expect(201);
        Conversation conversation = Conversation.create(people(), "versioned");

        try (LiveStream running = conversation.postAndStream("hello")) {
            running.await(PATIENCE, event -> event.type().equals("message.delta"));
            String path = "/v1/agents/" + agent.text("/id");
            agents().send("PATCH", path, "{\"instructions\":\"[script:keeps-v2]\"}").expect(200);
            suite.model().open("keeps-gate");
            assertTrue(LogRules.streamedText(running.toEnd(PATIENCE)).startsWith("first"));
        }

        assertTrue(LogRules.streamedText(conversation.ask("again")).startsWith("second"));
        List<ServerEvent> log = conversation.logAfter(0);
        assertEquals(
                List.of(1, 2),
                log.stream()
                        .filter(event -> event.type().equals("run.started"))
                        .map(event -> event.json().path("agent_version").asInt())
                        .toList());
        LogRules.check(conversation, log);
    }

    @Test
    void keepsTheAgentsOfTenantsApart() {
        Reply mine =
                agents().post("/v1/agents", "{\"name\":\"secret\",\"model\":\"default/auto\"}");
        String path = "/v1/agents/" + mine.expect(201).text("/id");
        Api stranger = new Api(suite.url(ServiceName.AGENT), suite.token("other", "ada", "admin"));

        stranger.get(path).expect(404);
        stranger.get("/v1/agents/secret").expect(404);
        stranger.send("DELETE", path, "").expect(404);
        stranger.send("PATCH", path, "{\"description\":\"x\"}").expect(404);
        agents().get(path).expect(200);
    }

    private static String held(String word) {
        return "{\"steps\":[{\"text\":\"%s of a few words\",\"gate\":\"keeps-gate\",\"gate_after_tokens\":2}]}"
                .formatted(word);
    }

    private static String scripted(String instructions) {
        return "{\"name\":\"versioned\",\"model\":\"default/scripted\",\"instructions\":\"%s\"}"
                .formatted(instructions);
    }

    private Api agents() {
        return new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "designer"));
    }

    private Api people() {
        return new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }
}
