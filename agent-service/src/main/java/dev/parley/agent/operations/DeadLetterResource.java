package dev.parley.agent.operations;

import dev.parley.agent.AgentPermissions;
import dev.parley.agent.control.Retries;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs that were given up, for operators to look at and to try again. */
@Path("/v1/queue/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DeadLetterResource {

    private final DeadLetters letters;
    private final Retries retries;
    private final QueueScope scope;
    private final Cursors cursors;
    private final CurrentCaller caller;

    @Inject
    DeadLetterResource(
            DeadLetters letters,
            Retries retries,
            QueueScope scope,
            Cursors cursors,
            CurrentCaller caller) {
        this.letters = letters;
        this.retries = retries;
        this.scope = scope;
        this.cursors = cursors;
        this.caller = caller;
    }

    /** Newest first. */
    @GET
    @PermissionsAllowed(AgentPermissions.QUEUE_READ)
    @QueryParameters({"tenant", "agent", "limit", "cursor"})
    public Page<DeadLetter> list(
            @QueryParam("tenant") @Size(max = 255) @Nullable String tenant,
            @QueryParam("agent") @Size(max = 255) @Nullable String agent,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller who = caller.get();
        String of = scope.tenant(who, tenant);
        PageRequest wanted = PageRequest.of(limit, cursor);
        Cursors.Scope seal = Cursors.Scope.of(who.tenant(), "dead-letters", of, agent);
        RunId before =
                wanted.cursor() == null ? null : RunId.parse(cursors.open(seal, wanted.cursor()));
        List<DeadLetter> rows =
                scope.call(who, () -> letters.list(of, agent, before, wanted.limit() + 1));
        return Page.of(rows, wanted.limit(), last -> cursors.seal(seal, last.runId().toString()));
    }

    /** Tries one again, on behalf of its user, after its last finished step. */
    @POST
    @Path("/{id}/retry")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public Response retry(
            @PathParam("id") String id, @HeaderParam(Idempotency.HEADER) @Nullable String key) {
        Caller who = caller.get();
        RunId run = RunId.find(id).orElseThrow(() -> ProblemException.notFound("run"));
        DeadLetter letter =
                scope.call(who, () -> letters.find(run))
                        .orElseThrow(() -> ProblemException.notFound("run"));
        Caller owner = new Caller(letter.tenant(), letter.user(), Set.of());
        return retries.onBehalf(owner, who, run, key).toResponse();
    }
}
