package dev.parley.platform.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who this process is. */
@ApplicationScoped
public class InstanceIdentity {

    private final String service;
    private final String instance;
    private final Instant startedAt = Instant.now();

    @Inject
    InstanceIdentity(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "parley.instance") Optional<String> instance) {
        this.service = service;
        this.instance = instance.orElseGet(() -> service + '-' + ProcessHandle.current().pid());
    }

    /** Such as {@code agent-service}. */
    public String service() {
        return service;
    }

    /** Unique among the service's instances. */
    public String instance() {
        return instance;
    }

    /** When this process started. */
    public Instant startedAt() {
        return startedAt;
    }
}
