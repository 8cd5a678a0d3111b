package dev.parley.platform.testing;

import dev.parley.platform.caller.RolePermissions;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The platform alone knows no permissions; its test resource needs one for admins. */
@ApplicationScoped
@DefaultBean
class NoPermissions implements RolePermissions {

    @Override
    public Set<String> of(String role) {
        return role.equals("admin") ? Set.of("notes:write") : Set.of();
    }
}
