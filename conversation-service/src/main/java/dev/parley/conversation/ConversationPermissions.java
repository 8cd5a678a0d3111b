package dev.parley.conversation;

import dev.parley.platform.caller.Role;
import dev.parley.platform.caller.RolePermissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who may do what with conversations. */
@ApplicationScoped
public class ConversationPermissions implements RolePermissions {

    /** Read conversations of one's own; with an admin's or auditor's role, the tenant's. */
    public static final String READ = "conversations:read";

    /** Create conversations and post to them. */
    public static final String WRITE = "conversations:write";

    /** Try runs again that failed. */
    public static final String RETRY = "runs:retry";

    @Override
    public Set<String> of(String role) {
        return switch (role) {
            case Role.ADMIN, Role.USER -> Set.of(READ, WRITE, RETRY);
            case Role.SERVICE -> Set.of(READ, RETRY);
            case Role.AUDITOR -> Set.of(READ);
            default -> Set.of();
        };
    }
}
