package dev.parley.local.model;

import static dev.parley.local.model.ChatJson.script;
import static dev.parley.local.model.ModelClient.chunks;
import static dev.parley.local.model.ModelClient.json;
import static dev.parley.local.model.ModelClient.streamedText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {

    private static OfflineModelServer server;
    private static ModelClient client;

    @BeforeAll
    static void start() {
        server = OfflineModelServer.startWithControl(0);
        client = new ModelClient(server);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void saysWhatTheScriptSays() throws IOException, InterruptedException {
        assertEquals("hi there", text(script("{'steps':[{'text':'hi there'}]}")));
        assertEquals(
                "hi there",
                streamedText(client.chat(script("{'steps':[{'text':'hi there'}]}").streaming())));
    }

    @Test
    void countsTheAnswersSinceTheUserSpokeToFindItsStep() throws IOException, InterruptedException {
        String steps =
                "{'steps':[{'tool_calls':[{'name':'clock','arguments':{'zone':'UTC'}}]},{'text':'It is {{tool_result}}.'}]}";
        JsonNode first = json(client.chat(script(steps)));
        ChatJson second = script(steps).called("c1", "clock", "{}", "noon");

        assertEquals(
                "{\"zone\":\"UTC\"}",
                first.at("/choices/0/message/tool_calls/0/function/arguments").asText());
        assertEquals("It is noon.", text(second));
        assertEquals("It is noon.", text(second));
    }

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
    void refusesWithRetryAfter() throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.chat(
                        script(
                                "{'steps':[{'error':{'status':429,'retry_after':7,'message':'slow down'}}]}"));

        assertEquals(429, response.statusCode());
        assertEquals("7", response.headers().firstValue("Retry-After").orElse(""));
        assertEquals("slow down", json(response).at("/error/message").asText());
        assertEquals("rate_limit_exceeded", json(response).at("/error/code").asText());
    }

    @Test
    void fails() throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.chat(script("{'steps':[{'error':{'status':500}}]}").streaming());

        assertEquals(500, response.statusCode());
        assertEquals("server_error", json(response).at("/error/type").asText());
    }

    @Test
    void failsTheFirstAttemptsOnlyAndCountsEachConversationApart()
            throws IOException, InterruptedException {
        String flaky = "{'steps':[{'error':{'status':500},'times':2,'then':{'text':'at last'}}]}";
        ChatJson one = script(flaky).system("attempts of one");
        ChatJson other = script(flaky).system("attempts of another");

        assertEquals(500, client.chat(one).statusCode());
        assertEquals(500, client.chat(other).statusCode());
        assertEquals(500, client.chat(one).statusCode());
        assertEquals("at last", text(one));
        assertEquals(500, client.chat(other).statusCode());
    }

    @Test
    void cutsAStreamAfterSomeTokens() throws IOException, InterruptedException {
        ChatJson request =
                script("{'steps':[{'text':'one two three four','cut_after_tokens':2}]}")
                        .streaming();
        HttpResponse<InputStream> response =
                client.http().send(client.post(request), BodyHandlers.ofInputStream());
        StringBuilder received = new StringBuilder();

        assertThrows(IOException.class, () -> readInto(received, response.body()));
        assertTrue(received.toString().contains("two"));
        assertFalse(received.toString().contains("three"));
    }

    @Test
    void cutsAWholeAnswerInTheMiddle() {
        ChatJson request = script("{'steps':[{'text':'one two three four','cut_after_tokens':2}]}");

        assertThrows(IOException.class, () -> client.chat(request));
    }

    @Test
    void sendsHalfAToolCall() throws IOException, InterruptedException {
        String half = "{'steps':[{'tool_calls':[{'name':'clock','raw_arguments':'{half'}]}]}";

        assertEquals(
                "{half",
                json(client.chat(script(half)))
                        .at("/choices/0/message/tool_calls/0/function/arguments")
                        .asText());
        assertTrue(client.chat(script(half).streaming()).body().contains("{half"));
    }

    @Test
    void givesTwoCallsOneId() throws IOException, InterruptedException {
        JsonNode calls =
                json(client.chat(
                                script(
                                        "{'steps':[{'tool_calls':[{'name':'a','id':'dup'},{'name':'b','id':'dup'}]}]}")))
                        .at("/choices/0/message/tool_calls");

        assertEquals("dup", calls.path(0).path("id").asText());
        assertEquals("dup", calls.path(1).path("id").asText());
    }

    @Test
    void answersWithAWebPage() throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.chat(script("{'steps':[{'html':true,'status':502}]}"));

        assertEquals(502, response.statusCode());
        assertTrue(response.body().startsWith("<!DOCTYPE html>"));
    }

    @Test
    void answersWithNothing() throws IOException, InterruptedException {
        assertEquals("", text(script("{'steps':[{'empty':true}]}")));
        assertEquals("", client.chat(script("{'steps':[{'empty':'body'}]}")).body());
        assertTrue(
                json(client.chat(script("{'steps':[{'empty':'choices'}]}")))
                        .path("choices")
                        .isEmpty());
        assertEquals(
                "", streamedText(client.chat(script("{'steps':[{'empty':true}]}").streaming())));
    }

    @Test
    void liesAboutUsage() throws IOException, InterruptedException {
        String script = "{'steps':[{'text':'hi','bad_usage':{'prompt_tokens':-1}}]}";

        assertEquals(-1, json(client.chat(script(script))).at("/usage/prompt_tokens").asInt());
        assertEquals(
                -1,
                chunks(client.chat(script(script).streaming()))
                        .getLast()
                        .at("/usage/prompt_tokens")
                        .asInt());
        assertFalse(
                json(client.chat(script("{'steps':[{'text':'hi','bad_usage':null}]}")))
                        .has("usage"));
    }

    @Test
    void streamsWithoutEndUntilTheClientLeaves() throws IOException, InterruptedException {
        put("endless", "{'steps':[{'endless':true,'token_ms':1}]}");
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
        put("hang", "{'steps':[{'hang':true}]}");
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

    @Test
    void findsItsScriptByMarkHeaderKeyOrDefault() throws IOException, InterruptedException {
        put("mine", "{'steps':[{'text':'mine'}]}");
        put("default", "{'steps':[{'text':'default'}]}");

        assertEquals("mine", text(new ChatJson("scripted").user("do [script:mine] now")));
        assertEquals("mine", text(new ChatJson("scripted").system("[script:mine]").user("go")));
        assertEquals("mine", text(new ChatJson("scripted").user("go"), "X-Script", "mine"));
        assertEquals(
                "mine",
                text(new ChatJson("scripted").user("go"), "Authorization", "Bearer script:mine"));
        assertEquals("default", text(new ChatJson("scripted").user("go")));
        assertEquals(200, client.send("DELETE", "/control/scripts/default", "").statusCode());
        assertEquals(404, client.send("DELETE", "/control/scripts/default", "").statusCode());
    }

    @Test
    void remembersWhatItWasAsked() throws IOException, InterruptedException {
        put("log", "{'steps':[{'text':'a'}]}");
        client.chat(new ChatJson("scripted").user("[script:log] first"));
        client.chat(new ChatJson("scripted").user("[script:log] second"));
        JsonNode log = json(client.send("GET", "/control/scripts/log/requests", ""));

        assertEquals(2, log.path("count").asInt());
        assertTrue(log.at("/requests/1/body").asText().contains("second"));
        assertFalse(log.at("/requests/1/client_closed_early").asBoolean());
    }

    @Test
    void refusesAScriptWithATypo() throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send("PUT", "/control/scripts/bad", "{'steps':[{'txt':'a'}]}");

        assertEquals(400, response.statusCode());
        assertEquals("invalid_script", json(response).at("/error/code").asText());
        assertEquals(400, client.chat(script("{'steps':[{'text':'a','typo':1}]}")).statusCode());
    }

    private static String text(ChatJson request, String... headers)
            throws IOException, InterruptedException {
        return json(client.chat(request, headers)).at("/choices/0/message/content").asText();
    }

    private static void put(String key, String script) throws IOException, InterruptedException {
        assertEquals(200, client.send("PUT", "/control/scripts/" + key, script).statusCode());
    }

    private static void readInto(StringBuilder received, InputStream body) throws IOException {
        byte[] buffer = new byte[1024];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            received.append(new String(buffer, 0, read, UTF_8));
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
