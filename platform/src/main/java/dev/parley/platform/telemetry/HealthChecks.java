package dev.parley.platform.telemetry;

import dev.parley.contracts.event.InstanceHeartbeat.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * What Kubernetes asks: alive is the process, ready is who can do its own work, started is who has
 * looked once.
 */
@ApplicationScoped
class HealthChecks {

    /** The process answers; a dependency never makes it die. */
    @Produces
    @Liveness
    HealthCheck live() {
        return () -> HealthCheckResponse.up("process");
    }

    /** The work path was tested in the background and holds. */
    @Produces
    @Readiness
    HealthCheck ready(InstanceHealth health) {
        return () -> readiness(health.latest());
    }

    /** The first round of probes is done. */
    @Produces
    @Startup
    HealthCheck started(InstanceHealth health) {
        return () ->
                HealthCheckResponse.builder()
                        .name("first probes")
                        .status(health.latest() != null)
                        .build();
    }

    private static HealthCheckResponse readiness(
            InstanceHealth.@org.jspecify.annotations.Nullable Snapshot now) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("work path");
        if (now == null) {
            return answer.down().withData("why", "not probed yet").build();
        }
        now.dependencies().forEach(d -> answer.withData(d.name(), d.state().name()));
        if (now.why() != null) {
            answer.withData("why", now.why());
        }
        return answer.status(now.state() == State.UP || now.state() == State.DEGRADED).build();
    }
}
