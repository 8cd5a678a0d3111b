package dev.parley.local.infrastructure;

import dev.parley.local.layout.Ports;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/**
 * The settings of a broker that stands alone and should be small. Its short session lets it come
 * back soon after a crash: until the session of the crashed one has ended, its controller takes it
 * for a stranger.
 */
final class BrokerSettings {

    private BrokerSettings() {}

    static String of(Ports ports, Path data) {
        String broker = Ports.address(ports.kafka());
        String controller = Ports.address(ports.kafkaController());
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.bootstrap.servers=%2$s
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
        advertised.listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=PLAINTEXT
        log.dirs=%3$s
        auto.create.topics.enable=false
        num.partitions=4
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        broker.session.timeout.ms=4000
        broker.heartbeat.interval.ms=1000
        group.initial.rebalance.delay.ms=0
        group.coordinator.threads=1
        num.network.threads=2
        num.io.threads=4
        background.threads=2
        log.cleaner.dedupe.buffer.size=8388608
        log.segment.bytes=67108864
        log.retention.hours=168
        metadata.log.segment.bytes=16777216
        """
                .formatted(broker, controller, data);
    }

    /** In Kafka's notation, which must not begin with a dash. */
    static String randomClusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits() & Long.MAX_VALUE)
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
