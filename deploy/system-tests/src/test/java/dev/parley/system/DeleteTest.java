package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deleted conversation is out of sight at once, and soon out of every database. */
@ExtendWith(SuiteExtension.class)
class DeleteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<ServiceName, List<String>> KEPT =
            Map.of(
                    ServiceName.CONVERSATION,
                    List.of("conversation", "message", "event", "turn", "branch"),
                    ServiceName.AGENT,
                    List.of("run", "run_step"),
                    ServiceName.TOOL,
                    List.of("execution"));

    private final Suite suite;
    private final String tenant = "delete-" + UUID.randomUUID().toString().substring(0, 8);
    private final Api api;

    DeleteTest(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }

    @Test
    void leavesNothingAnywhereAndEndsItsStreams() {
        Conversation conversation = Conversation.create(api, "assistant");
        conversation.ask("What is 18% of 2450?");
        String message = conversation.messages().getFirst().path("id").asText();
        String edit = "{\"content\":\"What is 6 times 7?\",\"edit_of\":\"%s\"}".formatted(message);
        api.post(conversation.path("/messages"), edit).expect(202);
        conversation.logOfEnded(2, PATIENCE);
        KEPT.forEach((service, tables) ->
                tables.forEach(table -> assertTrue(rows(service, table) > 0, table)));

        try (LiveStream stream = conversation.follow()) {
            api.send("DELETE", conversation.path(""), "").expect(204);
            api.get(conversation.path("")).expect(404);
            api.get(conversation.path("/messages")).expect(404);
            api.get(conversation.path("/events?follow=false")).expect(404);
            api.post(conversation.path("/messages"), "{\"content\":\"hello\"}").expect(404);
            assertEquals(0, api.get("/v1/conversations").expect(200).json().path("data").size());
            stream.toEnd(PATIENCE);
        }

        KEPT.forEach((service, tables) -> tables.forEach(table -> awaitNone(service, table)));
    }

    private void awaitNone(ServiceName service, String table) {
        Await.until(
                () -> rows(service, table) + " rows of " + table + " to be deleted",
                PATIENCE,
                () -> rows(service, table) == 0);
    }

    private long rows(ServiceName service, String table) {
        return suite.database(service)
                .count("SELECT count(*) FROM " + table + " WHERE tenant = ?", tenant);
    }
}
