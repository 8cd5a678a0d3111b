package dev.parley.system.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.suite.Suite;
import java.time.Duration;
import java.util.UUID;

/** The door of a tenant that has an agent which follows the scripts in what it is asked. */
record Door(Suite suite, String tenant) {

    static final String AGENT = "scripted";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    static Door open(Suite suite) {
        Door door = new Door(suite, "java-" + UUID.randomUUID().toString().substring(0, 8));
        String agent = "{\"name\":\"%s\",\"model\":\"default/scripted\"}".formatted(AGENT);
        new Api(suite.url(ServiceName.AGENT), suite.token(door.tenant, "ada", "designer"))
                .post("/v1/agents", agent)
                .expect(201);
        return door;
    }

    OpenAIClient client(String user) {
        return clientWithKey(suite.token(tenant, user, "user"));
    }

    /** The client as it is published: it is told where to ask and by which key, nothing else. */
    OpenAIClient clientWithKey(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(suite.url(ServiceName.CONVERSATION) + "/openai/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(TIMEOUT)
                .build();
    }

    /** A message that tells the model what to answer, step by step. */
    static String scripted(String... steps) {
        return "<<script {\"token_ms\":1,\"steps\":[" + String.join(",", steps) + "]}>>";
    }

    /** A step that says a text. */
    static String says(String text) {
        return "{\"text\":\"" + text + "\"}";
    }
}
