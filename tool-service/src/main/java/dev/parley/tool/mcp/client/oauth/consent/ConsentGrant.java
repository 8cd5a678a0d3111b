package dev.parley.tool.mcp.client.oauth.consent;

import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.oauth.ClientIdentity;
import dev.parley.tool.mcp.client.oauth.Grant;
import dev.parley.tool.mcp.client.oauth.Token;
import dev.parley.tool.mcp.client.oauth.TokenEndpoint;
import dev.parley.tool.mcp.client.oauth.TokenPlace;
import dev.parley.tool.mcp.client.oauth.discovery.IssuerMetadata;
import dev.parley.tool.mcp.client.oauth.discovery.Protection;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that somebody consents to: authorization code with PKCE (OAuth 2.1), refreshed as long as
 * the issuer does so. Each step goes to the one issuer that the flow began with.
 */
public final class ConsentGrant implements Grant {

    private static final String OFFLINE = "offline_access";

    private final TokenEndpoint tokens;
    private final Consent consent;
    private final RegisterClient register;

    /** Gets tokens by asking somebody. */
    public ConsentGrant(Egress egress, TokenEndpoint tokens, Consent consent) {
        this.tokens = tokens;
        this.consent = consent;
        this.register = new RegisterClient(egress, consent);
    }

    @Override
    public McpOutcome<String> standing() {
        return new McpOutcome.Done<>("");
    }

    @Override
    public McpOutcome<Token> obtain(
            Protection protection, List<String> scopes, Optional<Token> before, Until until) {
        if (protection.issuer().isEmpty()) {
            return unauthorized("The server does not say who issues its tokens.");
        }
        IssuerMetadata issuer = protection.issuer().get();
        return register.at(issuer, until)
                .then(client -> {
                    Optional<McpOutcome<Token>> refreshed =
                            before.flatMap(Token::refresh)
                                    .map(token ->
                                            tokens.ask(
                                                    TokenPlace.of(issuer),
                                                    client,
                                                    Map.of(
                                                            "grant_type",
                                                            "refresh_token",
                                                            "refresh_token",
                                                            token.reveal(),
                                                            "resource",
                                                            protection.resource()),
                                                    until));
                    return refreshed
                            .filter(McpOutcome.Done.class::isInstance)
                            .orElseGet(() -> ask(protection, issuer, client, scopes, until));
                });
    }

    private McpOutcome<Token> ask(
            Protection protection,
            IssuerMetadata issuer,
            ClientIdentity client,
            List<String> scopes,
            Until until) {
        if (!issuer.challengeMethods().contains(CodeChallenge.METHOD)
                || issuer.authorizationEndpoint().isEmpty()) {
            return unauthorized(
                    "The authorization server offers no authorization code that only its asker can use.");
        }
        CodeChallenge challenge = CodeChallenge.next();
        URI authorization =
                authorization(
                        issuer.authorizationEndpoint().get(),
                        parameters(protection, issuer, client, scopes, challenge));
        return consent.ask(authorization)
                .map(response ->
                        AuthorizationResponse.code(response, issuer, challenge)
                                .then(code ->
                                        tokens.ask(
                                                TokenPlace.of(issuer),
                                                client,
                                                form(protection, challenge, code),
                                                until)))
                .orElseGet(() -> unauthorized("Nobody consented to a token for the server."));
    }

    private Map<String, String> parameters(
            Protection protection,
            IssuerMetadata issuer,
            ClientIdentity client,
            List<String> scopes,
            CodeChallenge challenge) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.clientId());
        parameters.put("redirect_uri", consent.redirect().toString());
        parameters.put("resource", protection.resource());
        parameters.put("code_challenge", challenge.challenge());
        parameters.put("code_challenge_method", CodeChallenge.METHOD);
        parameters.put("state", challenge.state());
        List<String> asked = withOffline(scopes, issuer);
        if (!asked.isEmpty()) {
            parameters.put("scope", String.join(" ", asked));
        }
        return parameters;
    }

    /** To be refreshed, a token must be asked for as one, where the issuer knows that. */
    private static List<String> withOffline(List<String> scopes, IssuerMetadata issuer) {
        List<String> asked = new ArrayList<>(scopes);
        if (!asked.isEmpty() && !asked.contains(OFFLINE) && issuer.scopes().contains(OFFLINE)) {
            asked.add(OFFLINE);
        }
        return asked;
    }

    private Map<String, String> form(Protection protection, CodeChallenge challenge, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", consent.redirect().toString());
        form.put("code_verifier", challenge.verifier());
        form.put("resource", protection.resource());
        return form;
    }

    private static URI authorization(WebAddress endpoint, Map<String, String> parameters) {
        WebAddress address = endpoint;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            address = address.withQuery(parameter.getKey(), parameter.getValue());
        }
        return URI.create(address.url());
    }

    private static McpOutcome<Token> unauthorized(String text) {
        return new McpOutcome.Undone<>(new Fault(FaultReason.UNAUTHORIZED, text));
    }
}
