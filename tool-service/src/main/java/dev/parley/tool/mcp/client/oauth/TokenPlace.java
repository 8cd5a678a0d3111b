package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.oauth.discovery.IssuerMetadata;
import java.util.List;

/**
 * Where tokens are had.
 *
 * @param audience who a client signs its identity for
 * @param methods how clients may prove who they are; any way if it is empty
 */
public record TokenPlace(WebAddress address, String audience, List<String> methods) {

    /** The one of an issuer that says where. */
    public static TokenPlace of(IssuerMetadata issuer) {
        return new TokenPlace(
                issuer.tokenEndpoint(), issuer.issuer(), issuer.authenticationMethods());
    }

    /** One that is known by its address alone. */
    static TokenPlace at(WebAddress address) {
        return new TokenPlace(address, address.url(), List.of());
    }
}
