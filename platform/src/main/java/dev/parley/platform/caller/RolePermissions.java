package dev.parley.platform.caller;

import java.util.Set;

/**
 * Which permissions a role has in this service. Each service provides one bean for its own; a
 * feature of platform that has endpoints brings another.
 */
public interface RolePermissions {

    /**
     * The permissions of a role, such as {@code conversations:write}; empty for a role without any
     * here.
     */
    Set<String> of(String role);
}
