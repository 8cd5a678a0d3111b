package dev.parley.tool.definition;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Path("/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ToolResource {

    private final Tools tools;
    private final Cursors cursors;
    private final CurrentCaller caller;

    @Inject
    ToolResource(Tools tools, Cursors cursors, CurrentCaller caller) {
        this.tools = tools;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(ToolPermissions.READ)
    @QueryParameters({"limit", "cursor"})
    public Page<ToolResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest wanted = PageRequest.of(limit, cursor);
        Cursors.Scope scope = Cursors.Scope.of(caller.get().tenant(), "tools", "name");
        String after = wanted.cursor() == null ? "" : cursors.open(scope, wanted.cursor());
        List<Tool> found = tools.after(after, wanted.limit() + 1);
        return Page.of(found, wanted.limit(), last -> cursors.seal(scope, last.name()))
                .map(ToolResponse::of);
    }

    @GET
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.READ)
    public ToolResponse get(@PathParam("name") String name) {
        return tools.find(name)
                .map(ToolResponse::of)
                .orElseThrow(() -> ProblemException.notFound("tool"));
    }
}
