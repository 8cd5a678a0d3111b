package dev.parley.local.model;

import static dev.parley.local.model.ChatJson.script;
import static dev.parley.local.model.ModelClient.json;
import static dev.parley.local.model.ModelClient.streamedText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {

    @AutoClose private static final ScriptedServer server = new ScriptedServer();
    private static final ModelClient client = server.client();

    @Test
    void saysWhatTheScriptSays() throws IOException, InterruptedException {
        assertEquals("hi there", server.text(script("{'steps':[{'text':'hi there'}]}")));
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
        assertEquals("It is noon.", server.text(second));
        assertEquals("It is noon.", server.text(second));
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
        assertEquals("at last", server.text(one));
        assertEquals(500, client.chat(other).statusCode());
    }

    @Test
    void findsItsScriptByMarkHeaderKeyOrDefault() throws IOException, InterruptedException {
        server.put("mine", "{'steps':[{'text':'mine'}]}");
        server.put("default", "{'steps':[{'text':'default'}]}");

        assertEquals("mine", server.text(new ChatJson("scripted").user("do [script:mine] now")));
        assertEquals(
                "mine", server.text(new ChatJson("scripted").system("[script:mine]").user("go")));
        assertEquals("mine", server.text(new ChatJson("scripted").user("go"), "X-Script", "mine"));
        assertEquals(
                "mine",
                server.text(
                        new ChatJson("scripted").user("go"),
                        "Authorization",
                        "Bearer script:mine"));
        assertEquals("default", server.text(new ChatJson("scripted").user("go")));
        assertEquals(200, client.send("DELETE", "/control/scripts/default", "").statusCode());
        assertEquals(404, client.send("DELETE", "/control/scripts/default", "").statusCode());
    }

    @Test
    void remembersWhatItWasAsked() throws IOException, InterruptedException {
        server.put("log", "{'steps':[{'text':'a'}]}");
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
}
