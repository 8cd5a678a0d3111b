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

    /** Create, change and delete them. */
    public static final String WRITE = "tools:write";

    /** Call them. */
    public static final String EXECUTE = "tools:execute";

    /** Decide on calls that wait for an approval; the tool says which. */
    public static final String APPROVE = "tools:approve";

    /** See how tools have done for all of the tenant. */
    public static final String WATCH = "tools:watch";

    /** See which credentials there are; what is secret in them nobody sees. */
    public static final String CREDENTIALS_READ = "credentials:read";

    /** Store, replace and delete credentials. */
    public static final String CREDENTIALS_WRITE = "credentials:write";

    /** See which MCP servers there are, and their tools. */
    public static final String MCP_SERVERS_READ = "mcp-servers:read";

    /** Name, change and delete MCP servers, and approve their tools. */
    public static final String MCP_SERVERS_WRITE = "mcp-servers:write";

    @Override
    public Set<String> of(String role) {
        return switch (role) {
            case Role.ADMIN, Role.DESIGNER ->
                    Set.of(
                            READ,
                            WRITE,
                            EXECUTE,
                            APPROVE,
                            WATCH,
                            CREDENTIALS_READ,
                            CREDENTIALS_WRITE,
                            MCP_SERVERS_READ,
                            MCP_SERVERS_WRITE);
            case Role.USER, Role.SERVICE -> Set.of(READ, EXECUTE, APPROVE);
            case Role.AUDITOR -> Set.of(READ, WATCH, CREDENTIALS_READ, MCP_SERVERS_READ);
            case Role.OPERATOR -> Set.of(READ, APPROVE, WATCH);
            default -> Set.of();
        };
    }
}
