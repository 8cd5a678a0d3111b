package dev.parley.platform.caller;

/** The roles that a token's {@code groups} may grant. */
public final class Role {

    /** Everything in the tenant. */
    public static final String ADMIN = "admin";

    /** Queue, caches, health, alerts. */
    public static final String OPERATOR = "operator";

    /** Agents, tools, knowledge. */
    public static final String DESIGNER = "designer";

    /** Conversations of one's own. */
    public static final String USER = "user";

    /** Audit and reports, read only. */
    public static final String AUDITOR = "auditor";

    /** Another service of the suite, acting for a user that it names. */
    public static final String SERVICE = "service";

    private Role() {}
}
