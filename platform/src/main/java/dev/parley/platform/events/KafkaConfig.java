package dev.parley.platform.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The way to Kafka. */
@ConfigMapping(prefix = "parley.kafka")
public interface KafkaConfig {

    /** Brokers to begin with, {@code host:port}, separated by commas. */
    @WithDefault("127.0.0.1:8089")
    String bootstrapServers();

    /** How many copies of a record each topic keeps; 3 in production, 1 on one machine. */
    @WithDefault("1")
    short replicationFactor();

    /** How long a record may wait for its acknowledgement before it counts as not sent. */
    @WithDefault("PT30S")
    Duration deliveryTimeout();
}
