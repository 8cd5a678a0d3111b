package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.approval.Approval;
import dev.parley.tool.approval.ApprovalRows;
import dev.parley.tool.approval.ApprovalStatus;
import dev.parley.tool.definition.ApprovalRule;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.schema.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for somebody's approval. The row of the approval is locked before that of the
 * call.
 */
@ApplicationScoped
class Waiting {

    private final Ledger ledger;
    private final ApprovalRows approvals;
    private final Conclusion conclusion;
    private final Tools tools;
    private final ExecutionMeters meters;

    @Inject
    Waiting(
            Ledger ledger,
            ApprovalRows approvals,
            Conclusion conclusion,
            Tools tools,
            ExecutionMeters meters) {
        this.ledger = ledger;
        this.approvals = approvals;
        this.conclusion = conclusion;
        this.tools = tools;
        this.meters = meters;
    }

    /**
     * Enters a call that waits, and asks for its approval.
     *
     * @return false if its id was entered before, or its run has been claimed again since
     */
    @Transactional
    boolean ask(Call call) {
        ApprovalId id = ApprovalId.next();
        if (!ledger.await(call, id)) {
            return false;
        }
        ApprovalRule rule =
                Objects.requireNonNullElse(
                        call.tool().definition().approvalRule(), ApprovalRule.DEFAULT);
        Instant now = Instant.now();
        approvals.insert(
                new Approval(
                        call.tenant(),
                        id,
                        call.callId(),
                        call.id().value(),
                        call.tool().name(),
                        call.tool().key(),
                        call.arguments().toString(),
                        call.argumentsHash(),
                        call.caller().user(),
                        call.run(),
                        call.conversation(),
                        call.agent(),
                        rule.wantsFourEyes(),
                        rule.roles(),
                        ApprovalStatus.PENDING,
                        null,
                        null,
                        null,
                        false,
                        null,
                        now,
                        now),
                rule.life());
        return true;
    }

    /** Lets a call go, with other arguments if any are given. */
    @Transactional
    LedgerKey approve(
            Caller caller, ApprovalId id, @Nullable JsonNode arguments, @Nullable String reason) {
        Approval approval = lockToDecide(caller, id);
        requireEnabled(approval);
        if (arguments != null) {
            ArgumentCheck.require(tool(approval), arguments);
        }
        approvals.decide(
                approval,
                new ApprovalRows.Decision(
                        ApprovalStatus.APPROVED,
                        caller.user(),
                        reason,
                        arguments == null ? null : arguments.toString(),
                        arguments == null ? null : CanonicalJson.hash(arguments)));
        LedgerKey key = new LedgerKey(approval.tenant(), approval.callId());
        ledger.approved(key, arguments);
        return key;
    }

    /** Ends a call that must not be. */
    @Transactional
    LedgerKey deny(Caller caller, ApprovalId id, @Nullable String reason) {
        Approval approval = lockToDecide(caller, id);
        String because = reason == null ? "No reason was given." : "The reason given: " + reason;
        end(
                approval,
                new ApprovalRows.Decision(ApprovalStatus.DENIED, caller.user(), reason, null, null),
                new RunProblem(
                        "approval-denied",
                        "The call was not approved",
                        "It was not carried out, and it must not be tried again as it is. "
                                + because));
        meters.denied(approval.tool(), "approval");
        return new LedgerKey(approval.tenant(), approval.callId());
    }

    /** Ends a call that nobody wants any more; nothing if it does not wait now. */
    @Transactional
    void withdraw(String tenant, ApprovalId id) {
        pending(tenant, id)
                .ifPresent(locked ->
                        end(
                                locked.approval(),
                                new ApprovalRows.Decision(
                                        ApprovalStatus.WITHDRAWN, null, null, null, null),
                                Objects.requireNonNull(Outcome.cancelled().problem())));
    }

    /** Ends a call that nobody decided on in time; nothing if somebody did. */
    @Transactional
    void expire(String tenant, ApprovalId id) {
        pending(tenant, id)
                .filter(ApprovalRows.Locked::over)
                .ifPresent(locked -> {
                    end(
                            locked.approval(),
                            new ApprovalRows.Decision(
                                    ApprovalStatus.EXPIRED, null, null, null, null),
                            Outcome.approvalExpired());
                    meters.denied(locked.approval().tool(), "approval");
                });
    }

    private Optional<ApprovalRows.Locked> pending(String tenant, ApprovalId id) {
        return approvals
                .lock(tenant, id)
                .filter(locked -> locked.approval().status() == ApprovalStatus.PENDING);
    }

    private Approval lockToDecide(Caller caller, ApprovalId id) {
        ApprovalRows.Locked locked =
                approvals
                        .lock(caller.tenant(), id)
                        .filter(it -> it.approval().isVisibleTo(caller))
                        .orElseThrow(() -> ProblemException.notFound("approval"));
        Approval approval = locked.approval();
        if (!approval.mayBeDecidedBy(caller)) {
            throw new ProblemException(
                    PlatformError.PERMISSION_DENIED,
                    "This approval is for others to decide on"
                            + (approval.approvers().isEmpty()
                                    ? "."
                                    : ": those with the role "
                                            + String.join(" or ", approval.approvers())
                                            + '.'));
        }
        if (approval.wantsAnotherThan(caller)) {
            throw new ProblemException(
                    ToolError.FOUR_EYES, "Somebody else than who asks must decide on this one.");
        }
        if (approval.status() != ApprovalStatus.PENDING) {
            throw new ProblemException(
                    ToolError.ALREADY_DECIDED,
                    "The approval is " + approval.status().wireName() + " already.");
        }
        if (locked.over()) {
            throw new ProblemException(
                    ToolError.APPROVAL_EXPIRED,
                    "Nobody decided in time; the call has to be made again.");
        }
        return approval;
    }

    /** Both the tool as it is now and the version that the call was made with. */
    private void requireEnabled(Approval approval) {
        Stream<Optional<Tool>> both =
                Stream.of(
                        tools.find(approval.tenant(), approval.tool()),
                        tools.version(approval.tenant(), approval.toolKey()));
        if (!both.allMatch(it -> it.filter(Tool::enabled).isPresent())) {
            throw new ProblemException(
                    ToolError.TOOL_DISABLED,
                    "The tool was disabled, deleted or changed since the call was made: enable it, or deny the call and have it made again.");
        }
    }

    private Tool tool(Approval approval) {
        return tools.version(approval.tenant(), approval.toolKey())
                .orElseThrow(() -> ProblemException.notFound("tool"));
    }

    private void end(Approval approval, ApprovalRows.Decision decision, RunProblem problem) {
        approvals.decide(approval, decision);
        LedgerRow row =
                ledger.find(new LedgerKey(approval.tenant(), approval.callId()))
                        .orElseThrow(CallLost::new);
        conclusion.write(Subject.of(row), null, Outcome.failed(problem), Effort.NONE, List.of());
    }
}
