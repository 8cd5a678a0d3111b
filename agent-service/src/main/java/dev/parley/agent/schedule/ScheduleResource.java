package dev.parley.agent.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.AgentPermissions;
import dev.parley.contracts.id.ScheduleId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.EntityTags;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ScheduleResource {

    private final Schedules schedules;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    ScheduleResource(
            Schedules schedules,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.schedules = schedules;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @PermissionsAllowed(AgentPermissions.RUNS_START)
    public Response create(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid ScheduleRequest wanted) {
        Caller who = caller.get();
        return idempotency
                .once(
                        who,
                        key,
                        "POST /v1/schedules",
                        wanted,
                        () -> created(schedules.create(who, wanted)))
                .toResponse();
    }

    /** The caller's schedules, newest first; with an admin's or auditor's role, the tenant's. */
    @GET
    @PermissionsAllowed(AgentPermissions.RUNS_READ)
    @QueryParameters({"limit", "cursor"})
    public Page<ScheduleView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return schedules.list(caller.get(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.RUNS_READ)
    public Response get(@PathParam("id") String id) {
        return tagged(schedules.get(caller.get(), schedule(id)));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.RUNS_START)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid ScheduleRequest wanted) {
        return tagged(
                schedules.replace(
                        caller.get(), schedule(id), EntityTags.expectedVersion(ifMatch), wanted));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(AgentPermissions.RUNS_START)
    public void delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        schedules.delete(caller.get(), schedule(id), EntityTags.expectedVersion(ifMatch));
    }

    private Answer created(ScheduleView schedule) {
        try {
            return new Answer(201, mapper.writeValueAsString(schedule));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schedule is always writable", e);
        }
    }

    private static Response tagged(ScheduleView schedule) {
        return Response.ok(schedule).tag(Integer.toString(schedule.version())).build();
    }

    private static ScheduleId schedule(String id) {
        return ScheduleId.find(id).orElseThrow(() -> ProblemException.notFound("schedule"));
    }
}
