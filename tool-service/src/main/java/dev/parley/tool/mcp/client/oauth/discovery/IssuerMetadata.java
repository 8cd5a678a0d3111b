package dev.parley.tool.mcp.client.oauth.discovery;

import dev.parley.tool.egress.address.WebAddress;
import java.util.List;
import java.util.Optional;

/**
 * What an authorization server says of itself (RFC 8414).
 *
 * @param issuer its name, the same that its metadata was found under
 * @param scopes what it can allow, if it says so
 * @param authenticationMethods how clients prove at the token endpoint who they are, if it says so
 * @param challengeMethods of PKCE (RFC 7636)
 * @param clientDocuments whether the address of a document can be a client's id
 * @param namesItself whether it says in every authorization response who it is (RFC 9207)
 */
public record IssuerMetadata(
        String issuer,
        WebAddress tokenEndpoint,
        Optional<WebAddress> authorizationEndpoint,
        Optional<WebAddress> registrationEndpoint,
        List<String> scopes,
        List<String> authenticationMethods,
        List<String> challengeMethods,
        boolean clientDocuments,
        boolean namesItself) {}
