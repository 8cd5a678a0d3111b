package dev.parley.agent.outlook;

import dev.parley.agent.AgentPermissions;
import dev.parley.contracts.id.RunId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** For conversation-service. */
@Path("/v1/queue/report")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReportResource {

    private final ReportReader reader;
    private final Outlooks outlooks;

    @Inject
    ReportResource(ReportReader reader, Outlooks outlooks) {
        this.reader = reader;
        this.outlooks = outlooks;
    }

    /** Which runs are asked for. */
    record Asked(
            @NotNull(message = "is required")
                    @Size(max = 1000, message = "must have at most 1000 runs")
                    List<@NotNull(message = "must not be null") RunId> runIds) {}

    /**
     * What these runs can expect; those that do not wait, or of which nobody can tell, are left
     * out.
     */
    record Expected(List<QueueReport.Waiting> data) {}

    @GET
    @PermissionsAllowed(AgentPermissions.QUEUE_REPORT)
    public QueueReport report() {
        return reader.read();
    }

    /** A POST since the list of runs is long; it changes nothing. */
    @POST
    @Path("/places")
    @PermissionsAllowed(AgentPermissions.QUEUE_REPORT)
    public Expected places(@NotNull @Valid Asked asked) {
        Map<RunId, Outlook> found = outlooks.of(asked.runIds());
        return new Expected(
                found.entrySet().stream()
                        .map(it ->
                                new QueueReport.Waiting(
                                        it.getKey(),
                                        it.getValue().position(),
                                        it.getValue().waitMs()))
                        .toList());
    }
}
