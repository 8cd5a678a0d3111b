package dev.parley.tool.mcp.server.door;

import dev.parley.platform.problem.Dialects;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.ProblemDialect;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/**
 * Refusals at the MCP endpoint that are none of JSON-RPC: problems as everywhere, and for who has
 * no valid token the address where clients read how to get one.
 */
@ApplicationScoped
@Unremovable
class McpDialect implements ProblemDialect {

    private final PublicAddress address;

    @Inject
    McpDialect(PublicAddress address) {
        this.address = address;
    }

    @Override
    public boolean spokenAt(String path) {
        return PublicAddress.isEndpoint(path);
    }

    @Override
    public Wording word(Problem problem) {
        Wording plain = Dialects.plain(problem);
        return problem.status() == 401
                ? new Wording(
                        plain.status(),
                        plain.mediaType(),
                        plain.body(),
                        Map.of(
                                HttpHeaders.WWW_AUTHENTICATE,
                                "Bearer resource_metadata=\"" + address.metadata() + '"'))
                : plain;
    }
}
