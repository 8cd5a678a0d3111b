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

    /**
     * Start runs without a conversation, and repeat runs of one's own; with an admin's role, the
     * tenant's.
     */
    public static final String RUNS_START = "runs:start";

    /** Cancel runs of one's own; with an admin's role, the tenant's. */
    public static final String RUNS_CANCEL = "runs:cancel";

    /** See the run queue. */
    public static final String QUEUE_READ = "queue:read";

    /** Pause, purge and order the run queue. */
    public static final String QUEUE_OPERATE = "queue:operate";

    /** Read what conversation-service needs to tell how long a run will wait. */
    public static final String QUEUE_REPORT = "queue:report";

    @Override
    public Set<String> of(String role) {
        return switch (role) {
            case Role.ADMIN ->
                    Set.of(
                            AGENTS_READ,
                            AGENTS_WRITE,
                            RUNS_READ,
                            RUNS_START,
                            RUNS_CANCEL,
                            QUEUE_READ,
                            QUEUE_OPERATE);
            case Role.DESIGNER -> Set.of(AGENTS_READ, AGENTS_WRITE);
            case Role.USER -> Set.of(AGENTS_READ, RUNS_READ, RUNS_START, RUNS_CANCEL);
            case Role.AUDITOR -> Set.of(AGENTS_READ, RUNS_READ, QUEUE_READ);
            case Role.OPERATOR -> Set.of(AGENTS_READ, QUEUE_READ, QUEUE_OPERATE);
            case Role.SERVICE -> Set.of(AGENTS_READ, QUEUE_REPORT);
            default -> Set.of();
        };
    }
}
