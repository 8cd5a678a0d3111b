package dev.parley.tool.mcp.client.oauth.discovery;

import java.util.List;
import java.util.Optional;

/**
 * How a server is protected.
 *
 * @param resource what tokens must be meant for (RFC 8707)
 * @param scopes what tokens can allow there, if the server says so
 * @param issuer who issues them, if the server says so
 */
public record Protection(String resource, List<String> scopes, Optional<IssuerMetadata> issuer) {}
