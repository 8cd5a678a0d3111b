package dev.parley.tool.history;

import dev.parley.contracts.id.ExecutionId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Executions to look up: a user's own, and all of the tenant for those who may see it all. */
@Path("/v1/executions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class HistoryResource {

    private final ExecutionRows rows;
    private final Cursors cursors;
    private final CurrentCaller caller;

    @Inject
    HistoryResource(ExecutionRows rows, Cursors cursors, CurrentCaller caller) {
        this.rows = rows;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(ToolPermissions.READ)
    @QueryParameters({
        "limit",
        "cursor",
        "tool",
        "run_id",
        "conversation_id",
        "status",
        "from",
        "to"
    })
    public Page<ExecutionView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @BeanParam ExecutionFilter.Parameters wanted) {
        Caller who = caller.get();
        PageRequest page = PageRequest.of(limit, cursor);
        Cursors.Scope scope = scope(who, wanted);
        UUID before =
                page.cursor() == null ? null : UUID.fromString(cursors.open(scope, page.cursor()));
        List<ExecutionView> found =
                rows.page(who, ExecutionFilter.of(wanted), before, page.limit() + 1);
        return Page.of(
                found, page.limit(), last -> cursors.seal(scope, last.id().value().toString()));
    }

    private static Cursors.Scope scope(Caller who, ExecutionFilter.Parameters wanted) {
        return Cursors.Scope.of(
                who.tenant(),
                "executions",
                who.seesWholeTenant() ? null : who.user(),
                wanted.tool(),
                wanted.run(),
                wanted.conversation(),
                wanted.status(),
                wanted.from(),
                wanted.to());
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(ToolPermissions.READ)
    public ExecutionView get(@PathParam("id") String id) {
        return ExecutionId.find(id)
                .flatMap(known -> rows.find(caller.get(), known))
                .orElseThrow(() -> ProblemException.notFound("execution"));
    }
}
