package dev.parley.platform.cache;

import dev.parley.platform.caller.Role;
import dev.parley.platform.caller.RolePermissions;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who may look at caches and drop what they hold of the own tenant. */
@ApplicationScoped
@IfBuildProperty(name = "parley.cache.enabled", stringValue = "true")
class CachePermissions implements RolePermissions {

    static final String READ = "caches:read";
    static final String DROP = "caches:drop";

    @Override
    public Set<String> of(String role) {
        return switch (role) {
            case Role.ADMIN, Role.OPERATOR -> Set.of(READ, DROP);
            default -> Set.of();
        };
    }
}
