package dev.parley.tool.mcp.client.access;

import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.mcp.client.outcome.Fault;

/** Whether a request can be sent. */
public sealed interface Admission {

    /**
     * It can.
     *
     * @param proof which of several proofs it holds, so that of many requests that are refused at
     *     once only the first looks for another
     */
    record Granted(EgressRequest request, long proof) implements Admission {}

    /** It cannot. */
    record Denied(Fault fault) implements Admission {}
}
