package dev.parley.tool.mcp.client.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.mcp.client.oauth.ClientIdentity;
import dev.parley.tool.mcp.client.oauth.consent.Consent;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody who consents to everything, at once. */
final class ScriptedConsent implements Consent {

    private final JsonNode context;

    ScriptedConsent(JsonNode context) {
        this.context = context;
    }

    @Override
    public URI redirect() {
        return URI.create("http://localhost:3000/callback");
    }

    @Override
    public Optional<URI> clientDocument() {
        return Optional.of(URI.create("https://conformance-test.local/client-metadata.json"));
    }

    @Override
    public Optional<ClientIdentity> registered(String issuer) {
        return context.path("issuer").asText().equals(issuer)
                ? Optional.of(
                        new ClientIdentity.Registered(
                                context.path("client_id").asText(),
                                Optional.of(SecretText.of(context.path("client_secret").asText())),
                                Optional.empty()))
                : Optional.empty();
    }

    @Override
    public Optional<Map<String, String>> ask(URI authorization) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer =
                    browser.send(
                            HttpRequest.newBuilder(authorization).build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.headers()
                    .firstValue("Location")
                    .map(URI::create)
                    .map(ScriptedConsent::parameters);
        } catch (IOException e) {
            throw new IllegalStateException("the authorization server is away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Map<String, String> parameters(URI redirect) {
        Map<String, String> parameters = new HashMap<>();
        Stream.of(redirect.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(decoded(pair[0]), decoded(pair[1])));
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
