package dev.parley.conversation.folding;

import static dev.parley.platform.testing.Callers.as;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEvent;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class FoldDeltasTest {

    private static final int DELTAS = 40;

    @Inject Sql sql;
    @Inject EventLog log;
    @Inject FoldDeltas folding;

    private final String tenant = "t-" + UUID.randomUUID();
    private ConversationId conversation;
    private List<LogEvent> written;

    /** A run's log: pieces of a reply with another message and a tool call in between. */
    @BeforeEach
    void aRunThatEndedLongAgo() {
        conversation =
                ConversationId.parse(
                        as("ada", tenant, "user")
                                .body("{\"agent\":\"assistant\"}")
                                .post("/v1/conversations")
                                .path("id"));
        RunId run = RunId.next();
        written = new ArrayList<>();
        Random random = new Random(7);
        for (int seq = 1; seq <= DELTAS; seq++) {
            boolean between = seq == 1 || seq == 12 || seq == 13 || seq == DELTAS;
            String piece = List.of("é", "é😀", "😀 ", " ").get(random.nextInt(4)) + seq;
            written.add(
                    new LogEvent(
                            conversation,
                            seq,
                            run,
                            between ? EventType.TOOL_CALLED : EventType.MESSAGE_DELTA,
                            between ? "{}" : "{\"text\":\"" + piece + "\"}",
                            Instant.EPOCH));
        }
        TenantScope.call(
                tenant,
                () -> {
                    log.append(tenant, written);
                    return sql.update(
                            """
                            INSERT INTO turn (run_id, tenant, conversation_id, status, created_at, ended_at)
                            VALUES (?, ?, ?, 'COMPLETED', now(), now() - interval '1 hour')
                            """,
                            run.value(),
                            tenant,
                            conversation.value());
                });
        folding.fold();
    }

    @Test
    void keepsOneRowForEachSeriesOfDeltas() {
        assertEquals(
                List.of(1L, 11L, 12L, 13L, 39L, 40L), read(0).stream().map(LogEvent::seq).toList());
    }

    /**
     * Wherever a reader stopped, the text it has and the text it gets are the text that was sent.
     */
    @Test
    void aReaderGetsTheRestWhereverItStopped() {
        String whole = text(written);
        for (int after = 0; after <= DELTAS; after++) {
            String had = text(written.subList(0, after));
            assertEquals(whole, had + text(read(after)), "after " + after);
        }
    }

    @Test
    void foldsOnce() {
        List<LogEvent> before = read(0);
        folding.fold();
        assertEquals(before, read(0));
    }

    private List<LogEvent> read(long after) {
        return TenantScope.call(tenant, () -> log.readAfter(conversation, after, 500));
    }

    private static String text(List<LogEvent> events) {
        StringBuilder text = new StringBuilder();
        for (LogEvent event : events) {
            if (event.type().equals(EventType.MESSAGE_DELTA)) {
                text.append(textOf(event));
            }
        }
        return text.toString();
    }

    private static String textOf(LogEvent event) {
        try {
            return EventJson.mapper().readTree(event.data()).path("text").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
