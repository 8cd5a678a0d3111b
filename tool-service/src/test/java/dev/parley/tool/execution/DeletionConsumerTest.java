package dev.parley.tool.execution;

import static dev.parley.platform.testing.Callers.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunsDeleted;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.local.layout.Ports;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class DeletionConsumerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject Outbox outbox;

    private final String tenant = "t-" + UUID.randomUUID();
    private final RunId deleted = new RunId(UuidV7.next());
    private final RunId kept = new RunId(UuidV7.next());

    /** Agent-service owns the topic, and is not there. */
    @BeforeAll
    static void createTheTopic() throws Exception {
        Ports ports = LocalSuite.current().infrastructure().ports();
        String kafka = Ports.address(ports.kafka());
        NewTopic topic = new NewTopic(Topic.DELETIONS.topicName(), 1, (short) 1);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            admin.createTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void forgetsTheExecutionsOfDeletedRunsOnly() {
        String stranger = "t-" + UUID.randomUUID();
        String gone = execute(tenant, deleted);
        String other = execute(tenant, kept);
        String theirs = execute(stranger, deleted);

        publish(List.of(deleted));

        // A call that is not remembered is executed anew, under another id.
        TopicReader.await(PATIENCE, () -> !execute(tenant, deleted).equals(gone));
        assertNotEquals(gone, execute(tenant, deleted));
        assertEquals(other, execute(tenant, kept));
        assertEquals(theirs, execute(stranger, deleted));
    }

    private void publish(List<RunId> runs) {
        RunsDeleted event =
                new RunsDeleted(RunsDeleted.VERSION, UuidV7.next(), tenant, runs, Instant.now());
        TenantScope.run(
                tenant,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> outbox.append(List.of(of(event)))));
    }

    private OutboxEvent of(RunsDeleted event) {
        try {
            return new OutboxEvent(
                    tenant,
                    Topic.DELETIONS.topicName(),
                    "conversation",
                    EventJson.mapper().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String execute(String ofTenant, RunId run) {
        String call = "call_" + run.value().toString().replace("-", "") + "_0_0";
        return as("ada", ofTenant, "user")
                .body("{\"arguments\":{\"expression\":\"6*7\"},\"call_id\":\"%s\"}".formatted(call))
                .post("/v1/tools/calculator/execute")
                .then()
                .statusCode(200)
                .extract()
                .path("execution_id");
    }
}
