package dev.parley.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One line of {@code topics.json}, the single place where topics are declared.
 *
 * @param name the name in Kafka
 * @param owner the service that creates it; nobody else does
 * @param partitions how many partitions it is created with, 1 or more
 * @param retentionHours how long records are kept, in hours
 */
public record TopicDeclaration(
        String name,
        String owner,
        int partitions,
        @JsonProperty("retention_hours") int retentionHours) {

    /** How long records are kept. */
    public Duration retention() {
        return Duration.ofHours(retentionHours);
    }

    /** All declared topics, in the order of the file. */
    public static List<TopicDeclaration> all() {
        try (InputStream file = TopicDeclaration.class.getResourceAsStream("topics.json")) {
            return new ObjectMapper()
                    .readValue(Objects.requireNonNull(file), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("topics.json is not readable", e);
        }
    }

    /** The topics that {@code service} owns and therefore creates. */
    public static List<TopicDeclaration> ownedBy(String service) {
        return all().stream().filter(topic -> topic.owner().equals(service)).toList();
    }
}
