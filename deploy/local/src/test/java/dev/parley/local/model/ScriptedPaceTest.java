package dev.parley.local.model;

import static dev.parley.local.model.ChatJson.script;
import static dev.parley.local.model.ModelClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScriptedPaceTest {

    @AutoClose private static final ScriptedServer server = new ScriptedServer();
    private static final ModelClient client = server.client();

    @Test
    void waitsBeforeTheFirstTokenAndBetweenTokens() throws IOException, InterruptedException {
        String paced = "{'first_token_ms':120,'token_ms':40,'steps':[{'tokens':4}]}";
        long start = System.nanoTime();
        client.chat(script(paced).streaming());
        long streamed = System.nanoTime() - start;
        client.chat(script(paced));
        long whole = System.nanoTime() - start - streamed;

        assertTrue(streamed >= Duration.ofMillis(240).toNanos());
        assertTrue(whole >= Duration.ofMillis(240).toNanos());
    }

    @Test
    void sendsEachPacedTokenAtItsMoment() throws IOException, InterruptedException {
        ChatJson request = script("{'token_ms':200,'steps':[{'tokens':10}]}").streaming();
        long start = System.nanoTime();
        HttpResponse<InputStream> response =
                client.http().send(client.post(request), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            lines.readLine();
        }

        assertTrue(System.nanoTime() - start < Duration.ofMillis(1500).toNanos());
    }

    @Test
    void streamsWithoutEndUntilTheClientLeaves() throws IOException, InterruptedException {
        server.put("endless", "{'steps':[{'endless':true,'token_ms':1}]}");
        ChatJson request = new ChatJson("scripted").user("[script:endless]").streaming();
        HttpResponse<InputStream> response =
                client.http().send(client.post(request), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertEquals(4000, body.readNBytes(4000).length);
        }

        awaitClosedEarly("endless");
    }

    @Test
    void hangsUntilTheClientLeaves() throws IOException, InterruptedException {
        server.put("hang", "{'steps':[{'hang':true}]}");
        ChatJson request = new ChatJson("scripted").user("[script:hang]");
        CompletableFuture<HttpResponse<String>> answer =
                client.http().sendAsync(client.post(request), BodyHandlers.ofString());

        assertThrows(TimeoutException.class, () -> answer.get(200, TimeUnit.MILLISECONDS));
        answer.cancel(true);
        awaitClosedEarly("hang");
    }

    @Test
    void waitsForAGate() throws IOException, InterruptedException, ExecutionException {
        ChatJson request = script("{'steps':[{'text':'through','gate':'g1'}]}");
        CompletableFuture<HttpResponse<String>> answer =
                client.http().sendAsync(client.post(request), BodyHandlers.ofString());

        assertThrows(TimeoutException.class, () -> answer.get(150, TimeUnit.MILLISECONDS));
        assertEquals(200, client.send("POST", "/control/gates/g1/open", "").statusCode());
        assertTrue(answer.get().body().contains("through"));
    }

    @Test
    void waitsForAGateInTheMiddleOfAStream() throws IOException, InterruptedException {
        ChatJson request =
                script("{'steps':[{'text':'one two three','gate':'g2','gate_after_tokens':2}]}")
                        .streaming();
        HttpResponse<InputStream> response =
                client.http().send(client.post(request), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            String line = lines.readLine();
            while (!line.contains(" two")) {
                line = lines.readLine();
            }
            client.send("POST", "/control/gates/g2/open", "");
            String rest = String.join("\n", lines.lines().toList());

            assertTrue(rest.contains(" three"), rest);
            assertTrue(rest.contains("[DONE]"), rest);
        }
    }

    private static void awaitClosedEarly(String key) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        boolean closed = false;
        while (!closed && System.nanoTime() < end) {
            JsonNode log = json(client.send("GET", "/control/scripts/" + key + "/requests", ""));
            closed = log.at("/requests/0/client_closed_early").asBoolean();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertTrue(closed, "the server never noticed that the client left");
    }
}
