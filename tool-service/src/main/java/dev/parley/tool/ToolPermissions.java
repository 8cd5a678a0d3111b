package dev.parley.tool;

import dev.parley.platform.caller.Role;
import dev.parley.platform.caller.RolePermissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who may do what with tools. */
@ApplicationScoped
public class ToolPermissions implements RolePermissions {

    /** See which tools there are. */
    public static final String READ = "tools:read";

    /** Call them. */
    public static final String EXECUTE = "tools:execute";

    @Override
    public Set<String> of(String role) {
        return switch (role) {
            case Role.ADMIN, Role.DESIGNER, Role.USER, Role.SERVICE -> Set.of(READ, EXECUTE);
            case Role.OPERATOR, Role.AUDITOR -> Set.of(READ);
            default -> Set.of();
        };
    }
}
