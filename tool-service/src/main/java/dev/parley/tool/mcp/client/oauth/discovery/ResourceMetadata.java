package dev.parley.tool.mcp.client.oauth.discovery;

import java.util.List;

/**
 * What a server says of itself (RFC 9728).
 *
 * @param resource its name for authorization servers, exactly as it is written
 * @param issuer who issues its tokens
 * @param scopes what tokens can allow there
 */
record ResourceMetadata(String resource, String issuer, List<String> scopes) {}
