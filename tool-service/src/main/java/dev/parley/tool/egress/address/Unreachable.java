package dev.parley.tool.egress.address;

/** What is said of every address that is not reached, whatever the reason. */
public final class Unreachable {

    /** The one sentence. */
    public static final String TEXT =
            "The address cannot be reached from here; check that it is right and open to the public internet.";

    private Unreachable() {}
}
