package dev.parley.tool.mcp.server.door;

import dev.parley.tool.mcp.server.McpConfig;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Takes tokens only that were meant for this server, where the issuer says for whom they are. */
@ApplicationScoped
public class TokenAudience {

    private final McpConfig config;
    private final SecurityIdentity identity;

    @Inject
    TokenAudience(McpConfig config, SecurityIdentity identity) {
        this.config = config;
        this.identity = identity;
    }

    /** Refuses a token for somebody else, as one that is not valid. */
    public void require() {
        config.audience()
                .filter(wanted -> !isMeantFor(wanted))
                .ifPresent(wanted -> {
                    throw new UnauthorizedException("the token is not for MCP");
                });
    }

    private boolean isMeantFor(String audience) {
        return identity.getPrincipal() instanceof JsonWebToken token
                && token.getAudience() != null
                && token.getAudience().contains(audience);
    }
}
