package dev.parley.tool.mcp.client.access;

import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import java.util.Optional;

/** Proves nothing: for a server that lets everybody in. */
public final class OpenAccess implements Access {

    @Override
    public Admission admit(EgressRequest request, Until until) {
        return new Admission.Granted(request, 0);
    }

    @Override
    public Optional<Fault> renew(Challenge challenge, long refused, Until until) {
        return Optional.of(
                new Fault(
                        FaultReason.UNAUTHORIZED,
                        "The server wants to know who asks; store a credential and name it with the server."));
    }
}
