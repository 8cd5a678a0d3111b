package dev.parley.platform.events;

import dev.parley.platform.telemetry.DependencyProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Asks the brokers for this service's own topics. Without Kafka accepted work waits in the outbox.
 */
@ApplicationScoped
class KafkaProbe implements DependencyProbe {

    private final TopicProvisioner topics;

    @Inject
    KafkaProbe(TopicProvisioner topics) {
        this.topics = topics;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public void probe() throws Exception {
        topics.verify();
    }
}
