package dev.parley.agent.operations;

import dev.parley.agent.AgentPermissions;
import dev.parley.agent.queue.QueueBell;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Worker pools and limits on model providers, for those who operate the whole suite. */
@Path("/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PoolResource {

    private static final String GENERAL = "general";

    private final PoolControl pools;
    private final QueueScope scope;
    private final QueueBell bell;
    private final CurrentCaller caller;

    @Inject
    PoolResource(PoolControl pools, QueueScope scope, QueueBell bell, CurrentCaller caller) {
        this.pools = pools;
        this.scope = scope;
        this.bell = bell;
        this.caller = caller;
    }

    /**
     * How many runs may use a model provider at once.
     *
     * @param maxRunning 1 to 100,000
     */
    record ProviderRule(
            @NotNull(message = "is required")
                    @Min(value = 1, message = "must be 1 to 100000")
                    @Max(value = 100_000, message = "must be 1 to 100000")
                    Integer maxRunning) {}

    @GET
    @Path("/pools")
    @PermissionsAllowed(AgentPermissions.QUEUE_READ)
    public Map<String, WorkerPool> list() {
        scope.requireWhole(caller.get());
        return scope.asEngine(pools::pools);
    }

    @PUT
    @Path("/pools/{name}")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public WorkerPool put(
            @PathParam("name")
                    @Pattern(
                            regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                            message = "must be 1 to 63 lower-case letters, digits, - or _")
                    String name,
            @NotNull @Valid WorkerPool wanted) {
        scope.requireWhole(caller.get());
        if (name.equals(GENERAL)) {
            throw ProblemException.invalid(
                    "name", "reserved", "general is what no pool keeps; choose another name.");
        }
        if (Boolean.TRUE.equals(wanted.exclusive()) && wanted.slots() == 0) {
            throw ProblemException.invalid(
                    "/slots",
                    "exclusive-without-slots",
                    "An exclusive pool without slots would never execute its runs; give it 1 or more.");
        }
        if (!scope.asEngine(() -> pools.put(name, wanted))) {
            throw ProblemException.invalid(
                    "name",
                    "too-many",
                    "There are " + PoolControl.MOST_POOLS + " pools; delete one first.");
        }
        bell.ring();
        return wanted.complete();
    }

    @DELETE
    @Path("/pools/{name}")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public void delete(@PathParam("name") String name) {
        scope.requireWhole(caller.get());
        if (!scope.asEngine(() -> pools.delete(name))) {
            throw ProblemException.notFound("pool");
        }
        bell.ring();
    }

    @PUT
    @Path("/providers/{provider}")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public ProviderRule limit(
            @PathParam("provider")
                    @Pattern(
                            regexp = "[a-z0-9-]{1,32}",
                            message = "must be the name of a model provider")
                    String provider,
            @NotNull @Valid ProviderRule wanted) {
        scope.requireWhole(caller.get());
        scope.asEngine(() -> {
            pools.limit(provider, wanted.maxRunning());
            return wanted;
        });
        bell.ring();
        return wanted;
    }

    @DELETE
    @Path("/providers/{provider}")
    @PermissionsAllowed(AgentPermissions.QUEUE_OPERATE)
    public void unlimit(@PathParam("provider") String provider) {
        scope.requireWhole(caller.get());
        if (!scope.asEngine(() -> pools.unlimit(provider))) {
            throw ProblemException.notFound("limit");
        }
        bell.ring();
    }
}
