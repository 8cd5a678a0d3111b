package dev.parley.tool.execution;

import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunsDeleted;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.events.EventIntake;
import dev.parley.platform.events.EventPump;
import dev.parley.platform.events.Received;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes {@code parley.deletions}: with a run go its executions. Deleting twice is deleting once, so
 * a delivery that is repeated needs no notice.
 */
@ApplicationScoped
class DeletionConsumer {

    private final EventPump pump;
    private final Ledger ledger;
    private final EventIntake<RunsDeleted> intake;

    @Inject
    DeletionConsumer(EventPump pump, Ledger ledger) {
        this.pump = pump;
        this.ledger = ledger;
        this.intake =
                new EventIntake<>(
                        "tool-service",
                        RunsDeleted.class,
                        RunsDeleted.VERSION,
                        EventJson.mapper(),
                        this::take);
    }

    @Incoming("deletions")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        pump.pump(records, intake);
    }

    private void take(List<Received<RunsDeleted>> batch) {
        batch.forEach(received -> forget(received.event()));
    }

    /** One transaction an event, whose number of runs is bounded. */
    private void forget(RunsDeleted deleted) {
        List<UUID> runs = deleted.runIds().stream().map(RunId::value).toList();
        TenantScope.run(
                deleted.tenant(),
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> ledger.forget(deleted.tenant(), runs)));
    }
}
