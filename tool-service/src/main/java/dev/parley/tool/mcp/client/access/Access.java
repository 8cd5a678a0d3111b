package dev.parley.tool.mcp.client.access;

import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.Fault;
import java.util.List;
import java.util.Optional;

/**
 * Proves who sends the requests to one server, by nothing but what was stored for it: never by what
 * a caller of Parley showed.
 */
public interface Access {

    /** The request with its proof, as far as there is one yet, or why it cannot be sent. */
    Admission admit(EgressRequest request, Until until);

    /**
     * Looks for another proof after the server refused one.
     *
     * @param refused the proof that was refused, see {@link Admission.Granted#proof}
     * @return why there is no other; empty if the request is worth sending again
     */
    Optional<Fault> renew(Challenge challenge, long refused, Until until);

    /** The texts by which an answer that repeats a request would give the present proof away. */
    default List<String> traces() {
        return List.of();
    }
}
