package dev.parley.tool.approval;

import dev.parley.contracts.id.ApprovalId;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approvals that a caller has asked for or may decide on. */
@Path("/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApprovalResource {

    private final ApprovalRows rows;
    private final Cursors cursors;
    private final CurrentCaller caller;

    @Inject
    ApprovalResource(ApprovalRows rows, Cursors cursors, CurrentCaller caller) {
        this.rows = rows;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(ToolPermissions.READ)
    @QueryParameters({"limit", "cursor", "status"})
    public Page<ApprovalView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("status") @DefaultValue("pending") String status) {
        Caller who = caller.get();
        PageRequest page = PageRequest.of(limit, cursor);
        ApprovalStatus wanted = ApprovalStatus.parse(status);
        Cursors.Scope scope = Cursors.Scope.of(who.tenant(), "approvals", who.user(), status);
        UUID before =
                page.cursor() == null ? null : UUID.fromString(cursors.open(scope, page.cursor()));
        List<Approval> found = rows.page(who, wanted, before, page.limit() + 1);
        return Page.of(
                        found,
                        page.limit(),
                        last -> cursors.seal(scope, last.id().value().toString()))
                .map(ApprovalView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(ToolPermissions.READ)
    public ApprovalView get(@PathParam("id") String id) {
        Caller who = caller.get();
        return ApprovalId.find(id)
                .flatMap(known -> rows.find(who.tenant(), known))
                .filter(approval -> approval.isVisibleTo(who))
                .map(ApprovalView::of)
                .orElseThrow(() -> ProblemException.notFound("approval"));
    }
}
