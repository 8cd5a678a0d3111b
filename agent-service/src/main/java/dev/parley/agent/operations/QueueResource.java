package dev.parley.agent.operations;

import dev.parley.agent.AgentError;
import dev.parley.agent.AgentPermissions;
import dev.parley.agent.queue.QueueBell;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

@Path("/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class QueueResource {

    private static final PauseRequest EVERYTHING = new PauseRequest(null, null);

    private final QueueReader reader;
    private final QueueControl control;
    private final QueuedRunControl runs;
    private final QueueScope scope;
    private final QueueBell bell;
    private final CurrentCaller caller;

    @Inject
    QueueResource(
            QueueReader reader,
            QueueControl control,
            QueuedRunControl runs,
            QueueScope scope,
            QueueBell bell,
            CurrentCaller caller) {
        this.reader = reader;
        this.control = control;
        this.runs = runs;
        this.scope = scope;
        this.bell = bell;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(AgentPermissions.QUEUE_READ)
    @QueryParameters({"tenant"})
    public QueueStatus status(
            @QueryParam("tenant")
                    @Pattern(
                            regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                            message = "must be the name of a tenant")
                    @Nullable String tenant) {
        Caller who = caller.get();
        boolean paused = scope.asEngine(control::paused);
        String of = scope.tenant(who, tenant);
        return of == null
                ? scope.asEngine(() -> reader.read(paused, null))
                : TenantScope.call(of, () -> reader.read(paused, of));
    }

    @POST
    @Path("/pause")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public QueueStatus pause(@Valid @Nullable PauseRequest wanted) {
        return set(wanted == null ? EVERYTHING : wanted, true);
    }

    @POST
    @Path("/resume")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public QueueStatus resume(@Valid @Nullable PauseRequest wanted) {
        QueueStatus status = set(wanted == null ? EVERYTHING : wanted, false);
        bell.ring();
        return status;
    }

    /** Cancels runs that wait, up to 500 a request. */
    @DELETE
    @Path("/runs")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    @QueryParameters({"tenant", "agent", "priority", "accepted_before"})
    public QueuedRunControl.Purged purge(
            @QueryParam("tenant") @Size(max = 255) @Nullable String tenant,
            @QueryParam("agent") @Size(max = 255) @Nullable String agent,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("accepted_before") @Nullable String acceptedBefore) {
        Caller who = caller.get();
        QueuedRunControl.Selection wanted =
                new QueuedRunControl.Selection(
                        scope.tenant(who, tenant),
                        agent,
                        priority == null ? null : Parameters.priority(priority),
                        acceptedBefore == null ? null : Parameters.instant(acceptedBefore));
        return runs.purge(scope.call(who, () -> runs.select(wanted)));
    }

    @POST
    @Path("/runs/{id}/priority")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public void move(@PathParam("id") String id, @NotNull @Valid PriorityChange wanted) {
        RunId run = run(id);
        if (!scope.call(caller.get(), () -> runs.move(run, wanted.priority()))) {
            throw refused(run, AgentError.NOT_QUEUED, "The run does not wait any more.");
        }
    }

    @POST
    @Path("/runs/{id}/requeue")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public void requeue(@PathParam("id") String id) {
        RunId run = run(id);
        if (!scope.call(caller.get(), () -> runs.requeue(run))) {
            throw refused(
                    run,
                    AgentError.NOT_RUNNING,
                    "The run is not being executed, and waits for no time.");
        }
        bell.ring();
    }

    @GET
    @Path("/rules")
    @PermissionsAllowed(AgentPermissions.QUEUE_READ)
    public QueueRules rules() {
        return scope.asEngine(control::rules);
    }

    @PUT
    @Path("/rules")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public QueueRules rule(@NotNull @Valid QueueRules wanted) {
        Caller who = caller.get();
        scope.requireWhole(who);
        return scope.call(
                who,
                () -> {
                    control.rule(wanted);
                    return control.rules();
                });
    }

    @PUT
    @Path("/tenants/{tenant}")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public TenantQuota quota(
            @PathParam("tenant")
                    @Pattern(
                            regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                            message = "must be the name of a tenant")
                    String tenant,
            @NotNull @Valid TenantQuota wanted) {
        Caller who = caller.get();
        scope.requireWhole(who);
        return scope.call(
                who,
                () -> {
                    control.quota(tenant, wanted);
                    return wanted;
                });
    }

    @PUT
    @Path("/workers/{instance}")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public void order(
            @PathParam("instance") @Size(min = 1, max = 255) String instance,
            @NotNull @Valid WorkerOrder wanted) {
        Caller who = caller.get();
        scope.requireWhole(who);
        if (!scope.call(who, () -> control.order(instance, wanted))) {
            throw ProblemException.notFound("worker");
        }
    }

    private QueueStatus set(PauseRequest wanted, boolean paused) {
        Caller who = caller.get();
        String tenant = scope.tenant(who, wanted.tenant());
        if (tenant == null && wanted.agent() != null) {
            throw ProblemException.invalid(
                    "/tenant", "required", "Name the tenant whose agent is meant.");
        }
        scope.call(
                who,
                () -> {
                    apply(tenant, wanted.agent(), paused, scope.isWhole(who));
                    return true;
                });
        return status(null);
    }

    private void apply(
            @Nullable String tenant, @Nullable String agent, boolean paused, boolean bySuite) {
        if (tenant == null) {
            control.pauseAll(paused);
        } else if (agent == null) {
            control.pauseTenant(tenant, paused, bySuite);
        } else if (paused) {
            control.pauseAgent(tenant, agent, bySuite);
        } else {
            control.resumeAgent(tenant, agent, bySuite);
        }
    }

    private ProblemException refused(RunId run, AgentError error, String detail) {
        return scope.call(caller.get(), () -> runs.exists(run))
                ? new ProblemException(error, detail)
                : ProblemException.notFound("run");
    }

    private static RunId run(String id) {
        return RunId.find(id).orElseThrow(() -> ProblemException.notFound("run"));
    }
}
