package dev.parley.system;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.suite.NodeClients;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others wrote, as they are but for base URL and key. */
@ExtendWith(SuiteExtension.class)
class OpenAiClientsTest {

    private static NodeClients clients;

    private final Suite suite;
    private final String tenant = "door-" + UUID.randomUUID().toString().substring(0, 8);

    OpenAiClientsTest(Suite suite) {
        this.suite = suite;
    }

    @BeforeAll
    static void install() {
        clients = NodeClients.install();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai-chat.test.mjs",
                "openai-responses.test.mjs",
                "openai-conversations.test.mjs",
                "agents.test.mjs",
                "ai-sdk.test.mjs"
            })
    void serves(String file) {
        String agent = "{\"name\":\"scripted\",\"model\":\"default/scripted\"}";
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "designer"))
                .post("/v1/agents", agent)
                .expect(201);

        clients.test(
                file,
                Map.of(
                        "PARLEY_OPENAI_URL",
                        suite.url(ServiceName.CONVERSATION) + "/openai/v1",
                        "PARLEY_TOKEN",
                        suite.token(tenant, "ada", "user"),
                        "PARLEY_OTHER_TOKEN",
                        suite.token(tenant, "eve", "user"),
                        "PARLEY_AGENT",
                        "scripted"));
    }
}
