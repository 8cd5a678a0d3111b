package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Run;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that begin by the clock, which the test puts forward in the database. */
@ExtendWith(SuiteExtension.class)
class SchedulesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String YEARLY =
            "{\"agent\":\"%s\",\"content\":\"go on\",\"cron\":\"0 9 1 1 *\",\"time_zone\":\"Europe/Berlin\"}";

    private final Suite suite;
    private final Scripted scripted;
    private final Api agents;

    SchedulesTest(Suite suite) {
        this.suite = suite;
        this.scripted = new Scripted(suite, "schedules");
        this.agents = scripted.agents("user");
    }

    @Test
    void beginsARunAtItsTimeAndKnowsTheNext() {
        scripted.agent("clerk", "{\"text\": \"done\"}");
        String id = create("clerk");
        comeDue(id);
        JsonNode schedule = awaitTime(id, 1);
        Run run = new Run(agents, schedule.path("last_run_id").asText());
        assertEquals("completed", run.awaitEnd().path("status").asText());
        assertEquals(id, run.look().path("schedule_id").asText());
        assertTrue(Instant.parse(schedule.path("next_at").asText()).isAfter(Instant.now()));
    }

    @Test
    void aTimePassesWhileTheLastRunIsOpen() {
        scripted.agent("held", "{\"text\": \"done\", \"gate\": \"%1$s\"}");
        String id = create("held");
        comeDue(id);
        String first = awaitTime(id, 1).path("last_run_id").asText();
        comeDue(id);
        Await.until(
                () -> "a time to pass",
                PATIENCE,
                () -> get(id).path("last_skipped").asText().equals("last-run-open"));
        assertEquals(first, get(id).path("last_run_id").asText());
        scripted.open("held");
        new Run(agents, first).awaitEnd();
        comeDue(id);
        assertTrue(!awaitTime(id, 2).path("last_run_id").asText().equals(first));
    }

    @Test
    void whatIsNotEnabledOrDeletedBeginsNothing() {
        String id = create("assistant");
        String version = "\"1\"";
        agents.send(
                        "PUT",
                        "/v1/schedules/" + id,
                        YEARLY.formatted("assistant").replace("}", ",\"enabled\":false}"),
                        "If-Match",
                        version)
                .expect(200);
        assertTrue(get(id).path("next_at").isNull());
        agents.send(
                        "PUT",
                        "/v1/schedules/" + id,
                        YEARLY.formatted("assistant"),
                        "If-Match",
                        version)
                .expect(412);
        agents.send("DELETE", "/v1/schedules/" + id, "").expect(204);
        agents.get("/v1/schedules/" + id).expect(404);
    }

    private String create(String agent) {
        return agents.post("/v1/schedules", YEARLY.formatted(agent)).expect(201).text("/id");
    }

    private JsonNode get(String id) {
        return agents.get("/v1/schedules/" + id).expect(200).json();
    }

    private void comeDue(String id) {
        suite.database(ServiceName.AGENT)
                .rows(
                        "UPDATE schedule SET next_at = now() WHERE replace(id::text, '-', '') = ? RETURNING 1",
                        id.substring(6));
    }

    /** Waits until so many runs were begun, and gives the schedule. */
    private JsonNode awaitTime(String id, int runs) {
        Await.until(
                () -> runs + " runs of " + id,
                PATIENCE,
                () ->
                        suite.database(ServiceName.AGENT)
                                        .count(
                                                "SELECT count(*) FROM run WHERE replace(schedule_id::text, '-', '') = ?",
                                                id.substring(6))
                                == runs);
        return get(id);
    }
}
