package dev.parley.platform.caller;

import java.util.Set;

/**
 * Who asks.
 *
 * @param tenant whose data is meant
 * @param user the user, unique within the tenant
 * @param roles what the token grants
 */
public record Caller(String tenant, String user, Set<String> roles) {

    /** Whether this caller sees what other users of the tenant own. */
    public boolean seesWholeTenant() {
        return roles.contains(Role.ADMIN) || roles.contains(Role.AUDITOR);
    }
}
