package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.oauth.discovery.Protection;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.util.List;
import java.util.Optional;

/** How tokens for a server are had. */
public interface Grant {

    /**
     * By what they are had just now. A token that was had by something else, by a credential that
     * was replaced since, is not shown any more.
     */
    McpOutcome<String> standing();

    /**
     * Gets a token.
     *
     * @param scopes what it should allow; what is usual, if it is empty
     * @param before the token that it replaces, if that allowed as much
     */
    McpOutcome<Token> obtain(
            Protection protection, List<String> scopes, Optional<Token> before, Until until);
}
