package dev.parley.agent.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.stored.Await;
import dev.parley.agent.stored.StoredRuns;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules whose time has come. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class BeginScheduledTest {

    private static final String INSERT =
            """
            INSERT INTO schedule (id, tenant, user_id, user_roles, agent_name, content, cron, time_zone, priority, skip_if_open, enabled,
                                  metadata, version, next_at, created_at, updated_at)
            VALUES (?, ?, 'ada', '{finance}', 'assistant', 'go', '0 0 1 1 *', 'UTC', 1, true, true, '{}', 1, now(), now(), now())
            """;

    @Inject StoredRuns runs;

    /** Whatever the clock of the process says, only the database's counts. */
    @ParameterizedTest
    @CsvSource({
        "2050-01-01T00:00:00Z, 2050-01-01T00:00:00.5Z, 2050-01-01T00:01:00Z",
        "2050-01-01T00:00:00Z, 2050-01-01T05:30:30Z, 2050-01-01T05:31:00Z",
        "2050-01-01T00:00:00Z, 2049-12-31T23:59:59Z, 2050-01-01T00:01:00Z"
    })
    void theNextTimeIsAfterBothThePresentAndTheOneThatHasCome(
            Instant at, Instant present, Instant next) {
        BeginScheduled.Due due =
                new BeginScheduled.Due(
                        UUID.randomUUID(), "acme", "ada", "* * * * *", "UTC", at, present, false);

        assertEquals(next, BeginScheduled.next(due));
    }

    @Test
    void beginARunWithTheRolesOfWhoeverMadeThem() {
        String tenant = runs.pausedTenant();
        schedule(tenant);

        assertEquals(
                List.of("{finance}"),
                runs.list("SELECT user_roles::text FROM run WHERE tenant = ?", tenant));
    }

    @Test
    void beginNothingWhileAsMuchIsOpenAsMayBe() {
        String tenant = runs.pausedTenant();
        runs.ready(tenant);
        runs.execute("UPDATE queue_settings SET max_open = 1");
        try {
            UUID schedule = schedule(tenant);
            assertEquals(
                    List.of("queue-full"),
                    runs.list("SELECT last_skipped FROM schedule WHERE id = ?", schedule));
        } finally {
            runs.execute("UPDATE queue_settings SET max_open = 1000000");
        }
    }

    /** A schedule whose time has come and was seen. */
    private UUID schedule(String tenant) {
        UUID id = UUID.randomUUID();
        runs.execute(INSERT, id, tenant);
        Await.until(
                () -> "its time to be seen",
                Duration.ofSeconds(10),
                () ->
                        runs.list(
                                                "SELECT last_at::text FROM schedule WHERE id = ? AND last_at IS NOT NULL",
                                                id)
                                        .size()
                                == 1);
        return id;
    }
}
