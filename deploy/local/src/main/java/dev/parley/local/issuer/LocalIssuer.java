package dev.parley.local.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The issuer that the services of a local suite trust: discovery, keys, and tokens for the services
 * themselves. People's tokens come from {@link #tokens()}; there is no login.
 */
public final class LocalIssuer implements AutoCloseable {

    private static final Duration SERVICE_TOKEN_LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_BODY_BYTES = 16 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SigningKey key;
    private final TokenMinter tokens;
    private final ClientCredentials clients;
    private final String url;
    private final HttpServer server;
    private final ExecutorService threads;

    private LocalIssuer(DataFolder folder, Ports ports, Clock clock) throws IOException {
        this.url = ports.issuerUrl();
        this.key = SigningKey.open(folder);
        this.tokens = new TokenMinter(key, url, clock);
        this.clients = new ClientCredentials(Secrets.open(folder));
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.server = HttpServer.create(new InetSocketAddress(Ports.HOST, ports.issuer()), 0);
        server.setExecutor(threads);
        server.createContext("/", guarded(this::answer));
    }

    /**
     * Starts the issuer on its port; the key and the client secrets are those of the data folder.
     */
    public static LocalIssuer start(Path dataFolder, Ports ports) {
        return start(new DataFolder(dataFolder).open(), ports, Clock.systemUTC());
    }

    /** The same, with a clock that a test may move. */
    public static LocalIssuer start(DataFolder folder, Ports ports, Clock clock) {
        try {
            LocalIssuer issuer = new LocalIssuer(folder, ports, clock);
            issuer.server.start();
            return issuer;
        } catch (IOException e) {
            throw new SetupException(
                    "The issuer cannot listen on port %d: %s."
                            .formatted(ports.issuer(), e.getMessage()),
                    e);
        }
    }

    public String url() {
        return url;
    }

    public TokenMinter tokens() {
        return tokens;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpHandler guarded(Handler handler) {
        return exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (request) {
            case "GET /.well-known/openid-configuration" -> send(exchange, 200, discovery());
            case "GET /jwks" -> send(exchange, 200, Map.of("keys", List.of(key.publicJwk())));
            case "POST /token" -> token(exchange);
            default -> send(exchange, 404, Map.of("error", "not_found"));
        }
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", url,
                "jwks_uri", url + "/jwks",
                "token_endpoint", url + "/token",
                "grant_types_supported", List.of("client_credentials"),
                "response_types_supported", List.of("token"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "token_endpoint_auth_methods_supported",
                        List.of("client_secret_basic", "client_secret_post"));
    }

    private void token(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            send(exchange, 413, Map.of("error", "invalid_request"));
            return;
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        switch (clients.decide(authorization, new String(body, StandardCharsets.UTF_8))) {
            case ClientCredentials.Decision.Granted(var service) ->
                    send(
                            exchange,
                            200,
                            Map.of(
                                    "access_token",
                                    tokens.mintFor(service, SERVICE_TOKEN_LIFETIME),
                                    "token_type",
                                    "Bearer",
                                    "expires_in",
                                    SERVICE_TOKEN_LIFETIME.toSeconds()));
            case ClientCredentials.Decision.Refused(int status, String error, String why) ->
                    send(exchange, status, Map.of("error", error, "error_description", why));
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body)
            throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (status == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"parley\"");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
