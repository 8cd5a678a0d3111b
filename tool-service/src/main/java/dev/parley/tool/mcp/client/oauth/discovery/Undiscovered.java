package dev.parley.tool.mcp.client.oauth.discovery;

import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;

/** Who issues the tokens cannot be found out. Never leaves the package. */
final class Undiscovered extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    Undiscovered(Fault fault) {
        super(fault.text());
        this.fault = fault;
    }

    static Undiscovered broken(String text) {
        return new Undiscovered(new Fault(FaultReason.PROTOCOL_BROKEN, text));
    }

    Fault fault() {
        return fault;
    }
}
