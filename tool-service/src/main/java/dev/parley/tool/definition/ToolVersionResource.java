package dev.parley.tool.definition;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.caller.OperationsConfig;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was before, and who else sees a tool. */
@Path("/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ToolVersionResource {

    private final ToolRegistry registry;
    private final Cursors cursors;
    private final OperationsConfig operations;
    private final CurrentCaller caller;

    @Inject
    ToolVersionResource(
            ToolRegistry registry,
            Cursors cursors,
            OperationsConfig operations,
            CurrentCaller caller) {
        this.registry = registry;
        this.cursors = cursors;
        this.operations = operations;
        this.caller = caller;
    }

    @GET
    @Path("/{name}/versions")
    @PermissionsAllowed(ToolPermissions.WRITE)
    @QueryParameters({"limit", "cursor"})
    public Page<ToolResponse> versions(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller who = caller.get();
        PageRequest wanted = PageRequest.of(limit, cursor);
        Cursors.Scope scope = Cursors.Scope.of(who.tenant(), "tool-versions", name);
        int before =
                wanted.cursor() == null
                        ? Integer.MAX_VALUE
                        : Integer.parseInt(cursors.open(scope, wanted.cursor()));
        List<Tool> found = registry.versions(who, name, before, wanted.limit() + 1);
        return Page.of(
                        found,
                        wanted.limit(),
                        last -> cursors.seal(scope, Integer.toString(last.version())))
                .map(tool -> ToolResponse.of(tool, who.tenant()));
    }

    @GET
    @Path("/{name}/versions/{version}")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public ToolResponse version(
            @PathParam("name") String name, @PathParam("version") String version) {
        Caller who = caller.get();
        if (!version.matches("[1-9]\\d{0,8}")) {
            throw ProblemException.notFound("version");
        }
        int number = Integer.parseInt(version);
        return registry.versions(who, name, number + 1, 1).stream()
                .filter(tool -> tool.version() == number)
                .map(tool -> ToolResponse.of(tool, who.tenant()))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("version"));
    }

    @GET
    @Path("/{name}/sharing")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public SharingRequest sharing(@PathParam("name") String name) {
        return new SharingRequest(registry.sharedWith(caller.get(), name));
    }

    /** Shows a tool to other tenants; only the tenant that operates the suite has them. */
    @PUT
    @Path("/{name}/sharing")
    @PermissionsAllowed(ToolPermissions.WRITE)
    public SharingRequest share(
            @PathParam("name") String name, @NotNull @Valid SharingRequest wanted) {
        if (!operations.isOfSuite(caller.get())) {
            throw new ProblemException(
                    PlatformError.PERMISSION_DENIED,
                    "Only the tenant that operates the suite shows its tools to others.");
        }
        List<String> tenants = wanted.tenants().stream().distinct().toList();
        return new SharingRequest(registry.share(caller.get(), name, tenants));
    }
}
