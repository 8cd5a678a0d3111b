package dev.parley.local.model;

import static dev.parley.local.model.ModelClient.chunks;
import static dev.parley.local.model.ModelClient.json;
import static dev.parley.local.model.ModelClient.streamedText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfflineModelServerTest {

    private static OfflineModelServer server;
    private static ModelClient client;

    @BeforeAll
    static void start() {
        server = OfflineModelServer.start(0);
        client = new ModelClient(server);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void listsItsModels() throws IOException, InterruptedException {
        JsonNode models = json(client.send("GET", "/v1/models", ""));

        assertEquals("list", models.path("object").asText());
        assertEquals(List.of("offline", "scripted"), models.path("data").findValuesAsText("id"));
        assertEquals(
                "offline", json(client.send("GET", "/v1/models/offline", "")).path("id").asText());
        assertEquals(404, client.send("GET", "/v1/models/gpt-9", "").statusCode());
    }

    @Test
    void answersInOpenAisShape() throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.chat(ChatJson.offline().user("Hello"), "Authorization", "Bearer any");
        JsonNode answer = json(response);
        JsonNode choice = answer.path("choices").path(0);

        assertEquals("chat.completion", answer.path("object").asText());
        assertEquals("assistant", choice.path("message").path("role").asText());
        assertEquals("stop", choice.path("finish_reason").asText());
        assertTrue(answer.path("id").asText().startsWith("chatcmpl-"));
    }

    @Test
    void countsTokensAlikeStreamedOrNot() throws IOException, InterruptedException {
        ChatJson streamed =
                ChatJson.offline()
                        .user("Hello")
                        .streaming()
                        .with("stream_options", "{'include_usage':true}");
        JsonNode whole = json(client.chat(ChatJson.offline().user("Hello"))).path("usage");
        JsonNode last = chunks(client.chat(streamed)).getLast();

        assertEquals(whole, last.path("usage"));
        assertTrue(last.path("choices").isEmpty());
        assertEquals(
                whole.path("total_tokens").asInt(),
                whole.path("prompt_tokens").asInt() + whole.path("completion_tokens").asInt());
    }

    @Test
    void streamsTheSameTextThatItWouldSendWhole() throws IOException, InterruptedException {
        HttpResponse<String> streamed =
                client.chat(ChatJson.offline().user("Who are you?").streaming());
        JsonNode whole = json(client.chat(ChatJson.offline().user("Who are you?")));

        assertEquals(
                whole.path("choices").path(0).path("message").path("content").asText(),
                streamedText(streamed));
        assertTrue(
                streamed.headers()
                        .firstValue("content-type")
                        .orElse("")
                        .startsWith("text/event-stream"));
        assertTrue(streamed.body().endsWith("data: [DONE]\n\n"));
        assertFalse(streamed.body().contains("\"usage\""));
    }

    @Test
    void streamsRoleFirstThenOneTokenAChunkThenTheReason()
            throws IOException, InterruptedException {
        List<JsonNode> deltas =
                chunks(
                        client.chat(
                                ChatJson.script("{'steps':[{'text':'one two three'}]}")
                                        .streaming()));

        assertEquals("assistant", deltas.getFirst().at("/choices/0/delta/role").asText());
        assertEquals(" two", deltas.get(2).at("/choices/0/delta/content").asText());
        assertEquals("stop", deltas.getLast().at("/choices/0/finish_reason").asText());
        assertEquals(5, deltas.size());
    }

    @Test
    void streamsToolCallsInPieces() throws IOException, InterruptedException {
        List<JsonNode> chunks = chunks(client.chat(calculation().streaming()));
        JsonNode start = chunks.get(1).at("/choices/0/delta/tool_calls/0");
        StringBuilder arguments = new StringBuilder();
        chunks.forEach(it ->
                arguments.append(
                        it.at("/choices/0/delta/tool_calls/0/function/arguments").asText()));

        assertTrue(start.path("id").asText().startsWith("call_"));
        assertEquals("function", start.path("type").asText());
        assertEquals("calculator", start.at("/function/name").asText());
        assertEquals("{\"expression\":\"3 * 4\"}", arguments.toString());
        assertEquals("tool_calls", chunks.getLast().at("/choices/0/finish_reason").asText());
        assertTrue(chunks.size() > 4);
    }

    @Test
    void sendsToolCallsWithoutContent() throws IOException, InterruptedException {
        JsonNode message = json(client.chat(calculation())).at("/choices/0/message");

        assertTrue(message.path("content").isNull());
        assertEquals(
                "{\"expression\":\"3 * 4\"}",
                message.at("/tool_calls/0/function/arguments").asText());
    }

    @Test
    void givesTheSameRequestTheSameIds() throws IOException, InterruptedException {
        JsonNode first = json(client.chat(calculation()));
        JsonNode second = json(client.chat(calculation()));

        assertEquals(first.path("id"), second.path("id"));
        assertEquals(first.path("choices"), second.path("choices"));
    }

    @Test
    void readsContentInPartsAndDeveloperMessages() throws IOException, InterruptedException {
        ChatJson request =
                new ChatJson("offline")
                        .with(
                                "messages",
                                "[{'role':'developer','content':'The office opens at nine.'},"
                                        + "{'role':'user','content':[{'type':'text','text':'When does the'},"
                                        + "{'type':'text','text':'office open?'}]}]");

        assertTrue(client.chat(request).body().contains("The office opens at nine"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'gpt-9','messages':[{'role':'user','content':'x'}]}   | 404 | model_not_found",
                "{'messages':[{'role':'user','content':'x'}]}                   | 400 | null",
                "{'model':'offline','messages':[]}                              | 400 | null",
                "{'model':'offline','messages':[{'role':'bot','content':'x'}]}  | 400 | null",
                "{'model':'offline','messages':[{'role':'tool','content':'x'}]} | 400 | null",
                "{'model':'offline'                                             | 400 | null",
                "[]                                                             | 400 | null",
                "{'model':'scripted','messages':[{'role':'user','content':'x'}]} | 400 | script_not_found",
            })
    void refusesInOpenAisShape(String body, int status, String code)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send("POST", "/v1/chat/completions", body);

        assertEquals(status, response.statusCode());
        assertEquals("invalid_request_error", json(response).at("/error/type").asText());
        assertEquals(code, json(response).at("/error/code").asText());
        assertFalse(json(response).at("/error/message").asText().isBlank());
    }

    @Test
    void refusesBodiesBeyondItsLimit() throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send("POST", "/v1/chat/completions", "x".repeat(8 * 1024 * 1024 + 1));

        assertEquals(413, response.statusCode());
    }

    @Test
    void refusesUnknownPathsAndMethods() throws IOException, InterruptedException {
        assertEquals(404, client.send("GET", "/v1/nothing", "").statusCode());
        assertEquals(405, client.send("GET", "/v1/chat/completions", "").statusCode());
    }

    @Test
    void hasNoControlEndpointsUnlessAsked() throws IOException, InterruptedException {
        assertEquals(
                404,
                client.send("PUT", "/control/scripts/a", "{'steps':[{'text':'a'}]}").statusCode());
    }

    private static ChatJson calculation() {
        return ChatJson.offline()
                .tool(
                        "calculator",
                        "Evaluates arithmetic",
                        "{'expression':{'type':'string'}}",
                        "expression")
                .user("What is 3*4?");
    }
}
