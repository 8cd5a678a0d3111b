package dev.parley.platform.caller;

import java.util.Set;

/**
 * Who asks.
 *
 * @param tenant whose data is meant
 * @param user the user, unique within the tenant
 * @param roles what the token grants: it decides what the call may do
 * @param userRoles what the user may do: the same, or, where a service acts for a user, what that
 *     user's token granted
 */
public record Caller(String tenant, String user, Set<String> roles, Set<String> userRoles) {

    /** A user who asks directly. */
    public Caller(String tenant, String user, Set<String> roles) {
        this(tenant, user, roles, roles);
    }

    /** Whether this caller sees what other users of the tenant own. */
    public boolean seesWholeTenant() {
        return roles.contains(Role.ADMIN) || roles.contains(Role.AUDITOR);
    }

    /** Whether this caller changes what other users of the tenant own; an auditor only reads it. */
    public boolean changesWholeTenant() {
        return roles.contains(Role.ADMIN);
    }

    /** Whether this caller may change what a user of the tenant owns. */
    public boolean mayChange(String owner) {
        return user.equals(owner) || changesWholeTenant();
    }

    /** For a call of another service that this one makes for the user. */
    public ActingFor actor() {
        return new ActingFor(tenant, user, userRoles);
    }
}
