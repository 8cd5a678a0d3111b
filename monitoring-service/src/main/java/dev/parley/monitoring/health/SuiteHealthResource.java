package dev.parley.monitoring.health;

import dev.parley.contracts.event.InstanceHeartbeat.State;
import dev.parley.monitoring.MonitoringPermissions;
import dev.parley.platform.telemetry.InstanceHealth;
import dev.parley.platform.telemetry.InstanceIdentity;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

@Path("/v1/health")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SuiteHealthResource {

    private final Instances instances;
    private final InstanceHealth own;
    private final InstanceIdentity identity;

    @Inject
    SuiteHealthResource(Instances instances, InstanceHealth own, InstanceIdentity identity) {
        this.instances = instances;
        this.own = own;
        this.identity = identity;
    }

    @GET
    @PermissionsAllowed(MonitoringPermissions.HEALTH_READ)
    public SuiteHealth health() {
        return new Verdict(Instant.now(), identity.startedAt(), deaf()).over(instances.all());
    }

    private boolean deaf() {
        InstanceHealth.Snapshot now = own.latest();
        return now == null
                || now.dependencies().stream()
                        .anyMatch(d -> d.name().equals("kafka") && d.state() == State.DOWN);
    }
}
