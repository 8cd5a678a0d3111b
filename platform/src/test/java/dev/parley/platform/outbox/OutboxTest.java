package dev.parley.platform.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.contracts.Topic;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class OutboxTest {

    private static final String TOPIC = Topic.MESSAGES.topicName();

    @Inject Outbox outbox;
    @Inject Sql sql;

    @Test
    void whatACommittedTransactionAddedReachesKafkaInOrderAndLeavesTheTable() {
        String key = UUID.randomUUID().toString();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            expected.add("{\"n\":" + i + "}");
            append(key, expected.getLast());
        }
        try (TopicReader reader = TopicReader.fromTheBeginning(TOPIC)) {
            assertEquals(expected, reader.payloads(key, 200, Duration.ofSeconds(20)));
        }
        TopicReader.await(Duration.ofSeconds(10), () -> rowsOf(key) == 0);
    }

    @Test
    void whatARolledBackTransactionAddedNeverLeaves() {
        String key = UUID.randomUUID().toString();
        assertThrows(IllegalStateException.class, () -> appendAndFail(key));
        append(key, "{\"after\":true}");
        try (TopicReader reader = TopicReader.fromTheBeginning(TOPIC)) {
            assertEquals(
                    List.of("{\"after\":true}"), reader.payloads(key, 1, Duration.ofSeconds(20)));
        }
    }

    @Test
    void replicasRelayingAtTheSameTimeKeepTheOrderOfAKey() {
        String key = UUID.randomUUID().toString();
        List<String> expected = new ArrayList<>();
        try (ExecutorService relays = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 100; i++) {
                expected.add("{\"n\":" + i + "}");
                append(key, expected.getLast());
                relays.submit(round::relay);
            }
        }
        try (TopicReader reader = TopicReader.fromTheBeginning(TOPIC)) {
            assertEquals(expected, reader.payloads(key, 100, Duration.ofSeconds(20)));
        }
        assertTrue(rowsOf(key) <= 100);
    }

    @Inject OutboxRound round;

    private void append(String key, String payload) {
        TenantScope.call(
                "acme",
                () -> {
                    QuarkusTransaction.requiringNew()
                            .run(() ->
                                    outbox.append(
                                            List.of(new OutboxEvent("acme", TOPIC, key, payload))));
                    return null;
                });
    }

    private void appendAndFail(String key) {
        TenantScope.call(
                "acme",
                () -> {
                    QuarkusTransaction.requiringNew()
                            .run(() -> {
                                outbox.append(
                                        List.of(
                                                new OutboxEvent(
                                                        "acme", TOPIC, key, "{\"void\":true}")));
                                throw new IllegalStateException("rolled back on purpose");
                            });
                    return null;
                });
    }

    private int rowsOf(String key) {
        return TenantScope.call(
                "acme",
                () ->
                        sql.find(
                                        "SELECT count(*)::int FROM outbox WHERE key = ?",
                                        row -> row.getInt(1),
                                        key)
                                .orElseThrow());
    }
}
