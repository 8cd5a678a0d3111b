package dev.parley.platform.caller;

import io.quarkus.arc.All;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Permission;
import java.util.List;

/**
 * Grants what the {@link RolePermissions} of the service and of its features say, for
 * {@code @PermissionsAllowed} on resources.
 */
@ApplicationScoped
class PermissionAugmentor implements SecurityIdentityAugmentor {

    private final List<RolePermissions> permissions;

    @Inject
    PermissionAugmentor(@All List<RolePermissions> permissions) {
        this.permissions = permissions;
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom()
                .item(
                        QuarkusSecurityIdentity.builder(identity)
                                .addPermissionChecker(
                                        wanted -> Uni.createFrom().item(grants(identity, wanted)))
                                .build());
    }

    private boolean grants(SecurityIdentity identity, Permission wanted) {
        String name = wanted.getName() + ':' + wanted.getActions();
        return identity.getRoles().stream()
                .anyMatch(role ->
                        permissions.stream().anyMatch(some -> some.of(role).contains(name)));
    }
}
