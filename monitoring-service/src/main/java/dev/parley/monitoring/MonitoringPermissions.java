package dev.parley.monitoring;

import dev.parley.platform.caller.Role;
import dev.parley.platform.caller.RolePermissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who may see how the suite is. */
@ApplicationScoped
public class MonitoringPermissions implements RolePermissions {

    /** Read the suite's health. */
    public static final String HEALTH_READ = "health:read";

    @Override
    public Set<String> of(String role) {
        return switch (role) {
            case Role.ADMIN, Role.OPERATOR, Role.AUDITOR -> Set.of(HEALTH_READ);
            default -> Set.of();
        };
    }
}
