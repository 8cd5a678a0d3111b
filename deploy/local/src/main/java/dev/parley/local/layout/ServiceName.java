package dev.parley.local.layout;

/**
 * The four services of the suite; the lower-case name is also the name of the service's database.
 */
public enum ServiceName {
    CONVERSATION("conversation"),
    AGENT("agent"),
    TOOL("tool"),
    MONITORING("monitoring");

    private final String database;

    ServiceName(String database) {
        this.database = database;
    }

    /**
     * The name of the module, the process, the OIDC client and the folder, such as {@code
     * agent-service}.
     */
    public String artifact() {
        return database + "-service";
    }

    public String database() {
        return database;
    }

    /** The role that owns the database and runs its migrations. */
    public String ownerRole() {
        return database + "_owner";
    }

    /** The role that the running service uses; it reads and writes rows and changes no schema. */
    public String appRole() {
        return database + "_app";
    }
}
