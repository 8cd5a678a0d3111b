package dev.parley.agent.action;

import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.ToolExecuted;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.events.EventIntake;
import dev.parley.platform.events.EventPump;
import dev.parley.platform.events.Received;
import dev.parley.platform.tenancy.TenantScope;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes {@code parley.tool-executions}: a call that waited for an approval has ended, so the run
 * that it belongs to can go on.
 */
@ApplicationScoped
class ExecutionConsumer {

    private final EventPump pump;
    private final WakeRuns wake;
    private final EventIntake<ToolExecuted> intake;

    @Inject
    ExecutionConsumer(EventPump pump, WakeRuns wake) {
        this.pump = pump;
        this.wake = wake;
        this.intake =
                new EventIntake<>(
                        "agent-service",
                        ToolExecuted.class,
                        ToolExecuted.VERSION,
                        EventJson.mapper(),
                        this::take);
    }

    @Incoming("executions")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        pump.pump(records, intake);
    }

    private void take(List<Received<ToolExecuted>> batch) {
        List<RunId> runs =
                batch.stream()
                        .map(Received::event)
                        .filter(event -> event.approvalId() != null)
                        .map(ToolExecuted::runId)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .distinct()
                        .toList();
        TenantScope.runForEveryTenant(() -> wake.wake(runs));
    }
}
