package dev.parley.tool.approval;

import dev.parley.contracts.id.ApprovalId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The approval of one call.
 *
 * @param toolKey the version of the tool that it is for
 * @param arguments as JSON: those that are, or were, decided on
 * @param argumentsHash of exactly these
 * @param approvers the roles that may decide; empty for the usual ones
 * @param edited whether the one who decided changed the arguments
 * @param usedAt when the call left; it is good for one
 */
public record Approval(
        String tenant,
        ApprovalId id,
        String callId,
        UUID executionId,
        String tool,
        String toolKey,
        String arguments,
        String argumentsHash,
        String requestedBy,
        @Nullable UUID run,
        @Nullable UUID conversation,
        @Nullable String agent,
        boolean fourEyes,
        List<String> approvers,
        ApprovalStatus status,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        boolean edited,
        @Nullable Instant usedAt,
        Instant createdAt,
        Instant expiresAt) {

    /** Whether this caller may decide, if nobody else must be asked. */
    public boolean mayBeDecidedBy(Caller caller) {
        if (caller.userRoles().contains(Role.ADMIN)) {
            return true;
        }
        return approvers.isEmpty()
                ? requestedBy.equals(caller.user()) || caller.userRoles().contains(Role.OPERATOR)
                : approvers.stream().anyMatch(caller.userRoles()::contains);
    }

    /** Whether it is the same person who asked and who would decide, and that must not be. */
    public boolean wantsAnotherThan(Caller caller) {
        return fourEyes && requestedBy.equals(caller.user());
    }

    /** Whether this caller sees it. */
    public boolean isVisibleTo(Caller caller) {
        return requestedBy.equals(caller.user())
                || caller.seesWholeTenant()
                || mayBeDecidedBy(caller);
    }
}
