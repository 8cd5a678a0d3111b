package dev.parley.agent;

import dev.parley.platform.caller.Role;
import dev.parley.platform.caller.RolePermissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who may do what with agents and runs. */
@ApplicationScoped
public class AgentPermissions implements RolePermissions {

    /** Read agents. */
    public static final String AGENTS_READ = "agents:read";

    /** Create, change and delete agents. */
    public static final String AGENTS_WRITE = "agents:write";

    /** Read runs of one's own; with an admin's or auditor's role, the tenant's. */
    public static final String RUNS_READ = "runs:read";

    @Override
    public Set<String> of(String role) {
        return switch (role) {
            case Role.ADMIN -> Set.of(AGENTS_READ, AGENTS_WRITE, RUNS_READ);
            case Role.DESIGNER -> Set.of(AGENTS_READ, AGENTS_WRITE);
            case Role.USER, Role.AUDITOR -> Set.of(AGENTS_READ, RUNS_READ);
            case Role.SERVICE, Role.OPERATOR -> Set.of(AGENTS_READ);
            default -> Set.of();
        };
    }
}
