package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.credential.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A client that was stored as a credential.
 *
 * @param tokenUrl the one place that its secret is sent to, whatever servers say
 * @param scopes what it asks for; what servers say, if it is empty
 * @param standing another one for other secrets; tells nothing of them
 */
public record StoredClient(
        String tokenUrl, ClientIdentity identity, List<String> scopes, String standing) {

    private static final Fingerprints FINGERPRINTS = new Fingerprints();

    /** The client that a secret is, if it is one. */
    public static Optional<StoredClient> of(Secret secret) {
        return switch (secret) {
            case Secret.OAuth2Client client ->
                    Optional.of(
                            new StoredClient(
                                    client.tokenUrl(),
                                    new ClientIdentity.Registered(
                                            client.clientId(),
                                            Optional.of(client.clientSecret()),
                                            Optional.empty()),
                                    client.scopes(),
                                    FINGERPRINTS.of(
                                            client.tokenUrl(),
                                            client.clientId(),
                                            client.clientSecret().reveal(),
                                            client.scopes().toString())));
            case Secret.OAuth2Key key ->
                    Optional.of(
                            new StoredClient(
                                    key.tokenUrl(),
                                    new ClientIdentity.Keyed(key),
                                    key.scopes(),
                                    FINGERPRINTS.of(
                                            key.tokenUrl(),
                                            key.clientId(),
                                            key.privateKey().reveal(),
                                            key.scopes().toString())));
            case Secret.OfRequest shown -> Optional.empty();
        };
    }
}
