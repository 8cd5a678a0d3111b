package dev.parley.tool.openapi;

import dev.parley.platform.caller.CurrentCaller;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("/v1/openapi-imports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class OpenapiResource {

    private final OpenapiImport imports;
    private final CurrentCaller caller;

    @Inject
    OpenapiResource(OpenapiImport imports, CurrentCaller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    /** Imports all that can be tools; imported again, a changed operation is another version. */
    @POST
    @PermissionsAllowed(ToolPermissions.WRITE)
    public ImportReport run(@NotNull @Valid ImportRequest wanted) {
        return imports.run(caller.get(), wanted);
    }
}
