package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person does in the first quarter of an hour. */
@ExtendWith(SuiteExtension.class)
class WalkthroughTest {

    private static final String QUESTION = "What is 18% of 2450?";

    private final Suite suite;
    private final String tenant = "walk-" + UUID.randomUUID().toString().substring(0, 8);

    WalkthroughTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void streamsACalculationEventByEvent() {
        Conversation conversation = Conversation.create(api("ada"), "assistant");

        List<ServerEvent> events = conversation.ask(QUESTION);

        List<String> types = events.stream().map(ServerEvent::type).distinct().toList();
        assertEquals(
                List.of(
                        "message.created",
                        "run.queued",
                        "run.started",
                        "tool.called",
                        "tool.finished",
                        "message.delta",
                        "message.completed",
                        "run.completed"),
                types);
        assertEquals("calculator", only(events, "tool.called").path("tool").asText());
        assertTrue(only(events, "tool.finished").path("result").toString().contains("441"));
        assertTrue(only(events, "message.completed").toString().contains("441"));
        LogRules.check(conversation, events);
        LogRules.assertSame(conversation.logAfter(0), events);
    }

    @Test
    void asksTheClockForTheTimeInTokyo() {
        Conversation conversation = Conversation.create(api("ada"), "assistant");

        List<ServerEvent> events = conversation.ask("What time is it in Tokyo?");

        JsonNode called = only(events, "tool.called");
        assertEquals("clock", called.path("tool").asText());
        assertTrue(called.path("arguments").toString().contains("Asia/Tokyo"));
        assertFalse(events.stream().anyMatch(event -> event.type().equals("message.reset")));
        LogRules.check(conversation, events);
    }

    @Test
    void remembersANameFromOneTurnToTheNext() {
        Conversation conversation = Conversation.create(api("ada"), "assistant");
        conversation.ask("My name is Grace.");

        List<ServerEvent> events = conversation.ask("What is my name?");

        String reply = only(events, "message.completed").at("/message/content").asText();
        assertTrue(reply.contains("Grace"), reply);
        List<JsonNode> messages = conversation.messages();
        assertEquals(
                List.of("user", "assistant", "user", "assistant"),
                messages.stream().map(message -> message.path("role").asText()).toList());
        JsonNode listed = api("ada").get("/v1/conversations").expect(200).json().at("/data/0");
        assertEquals(conversation.id(), listed.path("id").asText());
        assertEquals(4, listed.path("message_count").asInt());
    }

    @Test
    void keepsConversationAndLogByteForByteOverARestartOfAllServices() {
        Conversation conversation = Conversation.create(api("ada"), "assistant");
        conversation.ask(QUESTION);
        List<ServerEvent> log = conversation.logAfter(0);
        List<JsonNode> messages = conversation.messages();

        suite.restart(ServiceName.values());

        assertEquals(log, conversation.logAfter(0));
        assertEquals(messages, conversation.messages());
        List<ServerEvent> more = conversation.ask("What is 2 + 3?");
        assertEquals(log.getLast().seq() + 1, more.getFirst().seq());
        LogRules.check(conversation, conversation.logAfter(0));
    }

    @Test
    void showsOthersTheSameAsIfTheConversationDidNotExist() {
        Conversation conversation = Conversation.create(api("ada"), "assistant");
        conversation.ask(QUESTION);
        String unknown = "/v1/conversations/conv_" + "0".repeat(32);

        for (Api other : List.of(api("eve"), strangersApi())) {
            for (String rest : List.of("", "/messages", "/events?follow=false")) {
                String mine = normalised(other, conversation.path(rest));
                assertEquals(normalised(other, unknown + rest), mine, rest);
            }
            String body = "{\"content\":\"hello\"}";
            other.post(conversation.path("/messages"), body).expect(404);
            assertEquals(0, other.get("/v1/conversations").expect(200).json().path("data").size());
        }
    }

    @Test
    void seesAKilledServiceAsDownWithSinceAndWhy() {
        Api operator =
                new Api(suite.url(ServiceName.MONITORING), suite.token(tenant, "ops", "operator"));
        Health health = new Health(operator);
        health.await(Duration.ofSeconds(30), "up", "");

        suite.process(ServiceName.TOOL).kill();

        health.await(Duration.ofSeconds(25), "down", "tool-service");
        JsonNode down = health.service("tool-service");
        assertFalse(down.path("since").asText().isEmpty(), down.toString());
        assertFalse(down.path("why").asText().isEmpty(), down.toString());
        Suite.start(suite.process(ServiceName.TOOL));
        health.await(Duration.ofSeconds(25), "up", "");
    }

    private Api api(String user) {
        return new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, user, "user"));
    }

    private Api strangersApi() {
        return new Api(
                suite.url(ServiceName.CONVERSATION),
                suite.token(tenant + "-b", "ada", "user", "admin"));
    }

    /** A refusal without what names its occurrence. */
    private static String normalised(Api api, String path) {
        JsonNode body = api.get(path, "Accept", "*/*").expect(404).json();
        return body.path("code")
                + " "
                + body.path("title")
                + " "
                + body.path("detail")
                + " "
                + body.path("type")
                + " "
                + body.path("errors");
    }

    private static JsonNode only(List<ServerEvent> events, String type) {
        List<ServerEvent> found = events.stream().filter(e -> e.type().equals(type)).toList();
        assertEquals(1, found.size(), type + " in " + events);
        return found.getFirst().json();
    }
}
