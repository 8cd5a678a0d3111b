package dev.parley.platform.events;

import dev.parley.contracts.TopicDeclaration;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the topics that this service owns, and no other. Kafka may be away at the start: it keeps
 * trying beside the work. A topic whose partitions differ from the declaration would break the
 * order of a key, so the process stops instead.
 */
@ApplicationScoped
public class TopicProvisioner {

    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConfig config;
    private final List<TopicDeclaration> owned;
    private final Admin admin;

    @Inject
    TopicProvisioner(
            KafkaConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.owned = TopicDeclaration.ownedBy(service);
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                config.bootstrapServers(),
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.toMillis(),
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.toMillis(),
                                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                1_000));
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("topic-provisioner").start(this::provisionUntilDone);
    }

    private void provisionUntilDone() {
        try {
            while (!provisioned()) {
                Thread.sleep(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean provisioned() throws InterruptedException {
        try {
            create();
            differences().ifPresent(TopicProvisioner::stop);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.infof("Kafka is away, the topics wait: %s", e.getMessage());
            return false;
        }
    }

    private void create() throws ExecutionException, InterruptedException, TimeoutException {
        for (TopicDeclaration topic : owned) {
            NewTopic wanted =
                    new NewTopic(topic.name(), topic.partitions(), config.replicationFactor());
            wanted.configs(
                    Map.of(
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(topic.retention().toMillis())));
            try {
                admin.createTopics(List.of(wanted))
                        .all()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                LOG.infof("Created topic %s with %d partitions.", topic.name(), topic.partitions());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** Asks Kafka for the topics that this service owns; throws if they, or Kafka, are away. */
    public void verify() throws ExecutionException, InterruptedException, TimeoutException {
        describe();
    }

    private Optional<String> differences()
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> found = describe();
        for (TopicDeclaration topic : owned) {
            TopicDescription present = Objects.requireNonNull(found.get(topic.name()));
            if (present.partitions().size() != topic.partitions()) {
                return Optional.of(
                        "Topic %s has %d partitions, but %d are declared; a key's order depends on their number."
                                .formatted(
                                        topic.name(),
                                        present.partitions().size(),
                                        topic.partitions()));
            }
        }
        return Optional.empty();
    }

    private Map<String, TopicDescription> describe()
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = owned.stream().map(TopicDeclaration::name).toList();
        if (names.isEmpty()) {
            admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Map.of();
        }
        return admin.describeTopics(names)
                .allTopicNames()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void stop(String difference) {
        LOG.fatal(difference + " Stopping: recreate the topic or correct its partitions.");
        Quarkus.asyncExit(1);
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
