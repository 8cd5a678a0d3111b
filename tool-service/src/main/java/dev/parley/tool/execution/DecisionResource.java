package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.approval.ApprovalRows;
import dev.parley.tool.approval.ApprovalView;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Decides on approvals. What is approved is carried out at once, whoever asks for its outcome. */
@Path("/v1/approvals/{id}/decision")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DecisionResource {

    private final Waiting waiting;
    private final RemoteCalls calls;
    private final ApprovalRows approvals;
    private final CurrentCaller caller;

    @Inject
    DecisionResource(
            Waiting waiting, RemoteCalls calls, ApprovalRows approvals, CurrentCaller caller) {
        this.waiting = waiting;
        this.calls = calls;
        this.approvals = approvals;
        this.caller = caller;
    }

    @POST
    @PermissionsAllowed(ToolPermissions.APPROVE)
    public ApprovalView decide(
            @PathParam("id") String name, @NotNull @Valid DecisionRequest wanted) {
        Caller who = caller.get();
        ApprovalId id =
                ApprovalId.find(name).orElseThrow(() -> ProblemException.notFound("approval"));
        switch (wanted.decision()) {
            case APPROVE ->
                    calls.takeOver(
                            waiting.approve(who, id, arguments(wanted, false), wanted.reason()));
            case EDIT ->
                    calls.takeOver(
                            waiting.approve(who, id, arguments(wanted, true), wanted.reason()));
            case DENY -> {
                arguments(wanted, false);
                waiting.deny(who, id, wanted.reason());
            }
        }
        return ApprovalView.of(approvals.find(who.tenant(), id).orElseThrow());
    }

    private static @Nullable JsonNode arguments(DecisionRequest wanted, boolean expected) {
        boolean given = wanted.arguments() != null && !wanted.arguments().isNull();
        if (given != expected) {
            throw ProblemException.invalid(
                    "/arguments",
                    expected ? "required" : "not-used",
                    expected
                            ? "The value of /arguments is required to edit: all arguments to call with."
                            : "The value of /arguments is used only to edit; leave it out.");
        }
        return given ? wanted.arguments() : null;
    }
}
