package dev.parley.tool.execution;

import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drops kept results: of one tool, of all with a tag or namespace, or all of the tenant. */
@Path("/v1/tool-results")
@RunOnVirtualThread
class ResultsResource {

    private static final String NAME = "[a-zA-Z0-9_.:-]{1,64}";

    private final ResultCache results;
    private final CurrentCaller caller;

    @Inject
    ResultsResource(ResultCache results, CurrentCaller caller) {
        this.results = results;
        this.caller = caller;
    }

    @DELETE
    @PermissionsAllowed(ToolPermissions.WRITE)
    @QueryParameters({"tool", "tag", "namespace"})
    public void drop(
            @QueryParam("tool") @Nullable String tool,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("namespace") @Nullable String namespace) {
        require("tool", tool);
        require("tag", tag);
        require("namespace", namespace);
        if (tool != null) {
            results.dropTool(tool);
        }
        List<String> names = Stream.of(tag, namespace).filter(Objects::nonNull).toList();
        if (!names.isEmpty()) {
            results.drop(caller.get().tenant(), names);
        } else if (tool == null) {
            results.dropAll();
        }
    }

    private static void require(String parameter, @Nullable String name) {
        if (name != null && !name.matches(NAME)) {
            throw ProblemException.invalid(
                    parameter,
                    "invalid",
                    parameter + " must be 1 to 64 letters, digits, _ . : or -.");
        }
    }
}
