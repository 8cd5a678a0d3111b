package dev.parley.local.model;

import static dev.parley.local.model.ChatJson.script;
import static dev.parley.local.model.ModelClient.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

/** A model server that takes scripts, with a client of it. */
final class ScriptedServer implements AutoCloseable {

    private final OfflineModelServer server = OfflineModelServer.startWithControl(0);
    private final ModelClient client = new ModelClient(server);

    ModelClient client() {
        return client;
    }

    String text(ChatJson request, String... headers) throws IOException, InterruptedException {
        return json(client.chat(request, headers)).at("/choices/0/message/content").asText();
    }

    void put(String key, String script) throws IOException, InterruptedException {
        assertEquals(200, client.send("PUT", "/control/scripts/" + key, script).statusCode());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
