package dev.parley.tool.mcp.client.oauth.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.Answer;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.RequestBody;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.limit.ForeignJson;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.oauth.ClientIdentity;
import dev.parley.tool.mcp.client.oauth.discovery.IssuerMetadata;
import dev.parley.tool.mcp.client.outcome.EgressFaults;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who this side is to an issuer: as it was registered by hand, or by the address of its document,
 * or as it registers itself (RFC 7591). What one issuer knows it by is never shown to another.
 */
final class RegisterClient {

    private static final long MAX_BYTES = 64 << 10;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Egress egress;
    private final Consent consent;
    private final ConcurrentMap<String, ClientIdentity> known = new ConcurrentHashMap<>();

    RegisterClient(Egress egress, Consent consent) {
        this.egress = egress;
        this.consent = consent;
    }

    /** Who this side is to an issuer, registered there first if need be. */
    McpOutcome<ClientIdentity> at(IssuerMetadata issuer, Until until) {
        Optional<ClientIdentity> identity =
                consent.registered(issuer.issuer())
                        .or(() -> byDocument(issuer))
                        .or(() -> Optional.ofNullable(known.get(issuer.issuer())));
        if (identity.isPresent()) {
            return new McpOutcome.Done<>(identity.get());
        }
        if (issuer.registrationEndpoint().isEmpty()) {
            return new McpOutcome.Undone<>(
                    new Fault(
                            FaultReason.UNAUTHORIZED,
                            "The authorization server does not know this client and registers none."));
        }
        return register(issuer, issuer.registrationEndpoint().get(), until);
    }

    private Optional<ClientIdentity> byDocument(IssuerMetadata issuer) {
        return issuer.clientDocuments()
                ? consent.clientDocument().map(document -> unproven(document.toString()))
                : Optional.empty();
    }

    private static ClientIdentity unproven(String id) {
        return new ClientIdentity.Registered(id, Optional.empty(), Optional.empty());
    }

    private McpOutcome<ClientIdentity> register(
            IssuerMetadata issuer, WebAddress endpoint, Until until) {
        EgressRequest request =
                EgressRequest.of(Method.POST, endpoint)
                        .withHeader("Accept", "application/json")
                        .with(RequestBody.json(ourselves(issuer).toString()));
        Outcome<Answer> outcome =
                egress.prepare(
                                request,
                                egress.allowance()
                                        .withRedirects(0)
                                        .withResponseBytes(MAX_BYTES)
                                        .withTotal(until.left()))
                        .send();
        if (!(outcome instanceof Outcome.Answered<Answer>(Answer answer))) {
            return EgressFaults.<ClientIdentity>unanswered(outcome).withoutEffect();
        }
        Optional<JsonNode> body = ForeignJson.read(answer.body());
        boolean taken = answer.head().status() == 201 || answer.head().status() == 200;
        String id = body.map(json -> json.path("client_id").asText()).orElse("");
        if (!taken || id.isEmpty()) {
            return new McpOutcome.Undone<>(
                    Fault.quoting(
                            FaultReason.UNAUTHORIZED,
                            "The authorization server did not register this client.",
                            body.map(json -> json.path("error").asText()).orElse("")));
        }
        ClientIdentity identity = read(id, body.orElseThrow());
        known.put(issuer.issuer(), identity);
        return new McpOutcome.Done<>(identity);
    }

    private static ClientIdentity read(String id, JsonNode said) {
        return new ClientIdentity.Registered(
                id,
                Optional.ofNullable(said.path("client_secret").textValue()).map(SecretText::of),
                Optional.ofNullable(said.path("token_endpoint_auth_method").textValue()));
    }

    private ObjectNode ourselves(IssuerMetadata issuer) {
        URI redirect = consent.redirect();
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("client_name", "Parley")
                        .put("token_endpoint_auth_method", method(issuer.authenticationMethods()))
                        .put(
                                "application_type",
                                LOOPBACK.contains(redirect.getHost()) ? "native" : "web");
        document.putArray("redirect_uris").add(redirect.toString());
        document.putArray("grant_types").add("authorization_code").add("refresh_token");
        document.putArray("response_types").add("code");
        return document;
    }

    private static String method(List<String> known) {
        return known.isEmpty() || known.contains("client_secret_basic")
                ? "client_secret_basic"
                : known.contains("client_secret_post") ? "client_secret_post" : "none";
    }
}
