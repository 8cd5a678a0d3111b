package dev.parley.tool.mcp.client.oauth.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.limit.Until;
import java.util.List;
import java.util.Optional;

/**
 * Finds what an authorization server says of itself. A document that calls itself by another name
 * than the one it was looked for under is not used (RFC 8414, section 3.3): it would send secrets
 * of one server to another.
 */
final class FindIssuer {

    private final Documents documents;

    FindIssuer(Documents documents) {
        this.documents = documents;
    }

    /** The metadata of an issuer. */
    IssuerMetadata of(String issuer, Until until) throws Undiscovered {
        for (String place : places(documents.address(issuer))) {
            Optional<ObjectNode> document = documents.fetch(documents.address(place), until);
            if (document.isPresent()) {
                return read(document.get(), issuer);
            }
        }
        throw Undiscovered.broken(
                "The authorization server says nothing of itself where it should.");
    }

    private static List<String> places(WebAddress issuer) {
        String host = issuer.origin().toString();
        String path = WellKnown.path(issuer);
        return path.isEmpty()
                ? List.of(
                        host + "/.well-known/oauth-authorization-server",
                        host + "/.well-known/openid-configuration")
                : List.of(
                        host + "/.well-known/oauth-authorization-server" + path,
                        host + "/.well-known/openid-configuration" + path,
                        host + path + "/.well-known/openid-configuration");
    }

    private IssuerMetadata read(ObjectNode document, String issuer) throws Undiscovered {
        if (!issuer.equals(document.path("issuer").textValue())) {
            throw Undiscovered.broken(
                    "The metadata of the authorization server is that of another one; it is not used.");
        }
        return new IssuerMetadata(
                issuer,
                documents.address(document.path("token_endpoint").asText()),
                address(document, "authorization_endpoint"),
                address(document, "registration_endpoint"),
                Documents.texts(document.path("scopes_supported")),
                Documents.texts(document.path("token_endpoint_auth_methods_supported")),
                Documents.texts(document.path("code_challenge_methods_supported")),
                document.path("client_id_metadata_document_supported").booleanValue(),
                document.path("authorization_response_iss_parameter_supported").booleanValue());
    }

    private Optional<WebAddress> address(ObjectNode document, String field) throws Undiscovered {
        String text = document.path(field).textValue();
        return text == null ? Optional.empty() : Optional.of(documents.address(text));
    }
}
