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
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScriptedFaultTest {

    @AutoClose private static final ScriptedServer server = new ScriptedServer();
    private static final ModelClient client = server.client();

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
        assertEquals("", server.text(script("{'steps':[{'empty':true}]}")));
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

    private static void readInto(StringBuilder received, InputStream body) throws IOException {
        byte[] buffer = new byte[1024];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            received.append(new String(buffer, 0, read, UTF_8));
        }
    }
}
