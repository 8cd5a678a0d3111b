package dev.parley.platform.cache;

import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What operators see of the caches, and how they empty them: always for their own tenant. */
@Path("/v1/caches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@IfBuildProperty(name = "parley.cache.enabled", stringValue = "true")
class CacheResource {

    private final Caches caches;
    private final CurrentCaller caller;

    @Inject
    CacheResource(Caches caches, CurrentCaller caller) {
        this.caches = caches;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(CachePermissions.READ)
    public CacheStatistics statistics() {
        return CacheStatistics.of(caches);
    }

    /** 204 when it is done, 202 when it will be done as soon as Redis is back. */
    @DELETE
    @PermissionsAllowed(CachePermissions.DROP)
    @QueryParameters({"namespace", "owner"})
    public Response drop(
            @QueryParam("namespace") @Nullable String namespace,
            @QueryParam("owner") @Size(max = 255) @Nullable String owner) {
        if (namespace != null && !caches.has(namespace)) {
            throw ProblemException.invalid(
                    "namespace", "unknown", "The service has no cache of that name.");
        }
        boolean done = caches.drop(caller.get().tenant(), namespace, owner);
        return Response.status(done ? 204 : 202).build();
    }
}
