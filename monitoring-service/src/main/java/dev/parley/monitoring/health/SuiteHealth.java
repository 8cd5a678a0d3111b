package dev.parley.monitoring.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/health}.
 *
 * @param since since when the suite is in this state
 * @param why one sentence when it is not up
 * @param dependencies what the instances stand on, each in the worst state that an instance reports
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SuiteHealth(
        Status status,
        Instant since,
        @Nullable String why,
        List<ServiceHealth> services,
        List<DependencyHealth> dependencies,
        Instant at) {

    /** A service, over all its instances. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServiceHealth(
            String name,
            Status status,
            Instant since,
            @Nullable String why,
            List<InstanceHealthView> instances) {}

    /** One process. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InstanceHealthView(
            String instance,
            Status status,
            Instant since,
            @Nullable String why,
            Instant startedAt,
            Instant lastHeartbeatAt,
            List<DependencyHealth> dependencies) {}

    /** Something that an instance stands on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DependencyHealth(String name, Status status, Instant since, @Nullable String why) {}
}
