package dev.parley.tool.mcp.client.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.tool.credential.Secret;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRig;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.ClientRig;
import dev.parley.tool.mcp.client.McpConnection;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.access.OpenAccess;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.oauth.OAuthAccess;
import dev.parley.tool.mcp.client.oauth.StoredAccess;
import dev.parley.tool.mcp.client.oauth.TokenEndpoint;
import dev.parley.tool.mcp.client.oauth.consent.ConsentGrant;
import dev.parley.tool.mcp.client.oauth.discovery.FindProtection;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.tool.Listing;
import dev.parley.tool.mcp.client.tool.ToolCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Runs scenarios with the client as production has it, but for who consents and who answers
 * questions. The suite's servers listen on any free port, so all of them may be asked.
 */
final class Driver implements AutoCloseable {

    private static final Path FREE_PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** The suite begins all at once; a busy machine would run into time limits then. */
    private final Semaphore places = new Semaphore(4);

    private final ClientRig rig =
            new ClientRig().with("handshake-timeout", "PT1M").with("list-timeout", "PT2M");
    private final Egress egress;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ObjectMapper mapper = new ObjectMapper();

    Driver() throws IOException {
        freePorts().forEach(port -> rig.egress().allowing("localhost:" + port));
        egress =
                rig.egress()
                        .with("max-connections-per-route", "64")
                        .with("idle-timeout", "PT1M")
                        .egress();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + '/';
    }

    private static IntStream freePorts() throws IOException {
        // The kernel gives such a file to one read only, so it must be a large one.
        try (BufferedReader file = Files.newBufferedReader(FREE_PORTS)) {
            String[] range = file.readLine().split("\\s+");
            return IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
        } catch (NoSuchFileException notLinux) {
            return IntStream.rangeClosed(49_152, 65_535);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        List<String> faults = new ArrayList<>();
        try (exchange) {
            Scenario scenario =
                    Scenario.of(mapper.readTree(exchange.getRequestBody().readAllBytes()));
            places.acquireUninterruptibly();
            try {
                run(scenario, faults);
            } catch (RuntimeException e) {
                faults.add(e.toString());
            } finally {
                places.release();
            }
            byte[] text = String.join("\n", faults).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(faults.isEmpty() ? 200 : 500, text.length + 1L);
            exchange.getResponseBody().write(text);
            exchange.getResponseBody().write('\n');
        }
    }

    private void run(Scenario scenario, List<String> faults) {
        WebAddress address = EgressRig.address(scenario.url());
        McpConnection connection =
                rig.connect(address, access(scenario, address), new AcceptingQuestions());
        McpOutcome<Listing> listing = connection.list(new Cancellation());
        listing.why().ifPresent(fault -> faults.add(fault.toString()));
        Cancellation listening = listen(scenario, connection);
        if (listing instanceof McpOutcome.Done<Listing>(Listing found)) {
            for (Scenario.Call call : scenario.calls(found.tools())) {
                connection
                        .call(
                                new ToolCall(
                                        call.tool().name(),
                                        call.tool().inputSchema(),
                                        call.arguments(),
                                        JsonNodeFactory.instance.objectNode()),
                                Until.in(Duration.ofMinutes(1)),
                                new Cancellation())
                        .why()
                        .ifPresent(fault -> faults.add(fault.toString()));
            }
        }
        listening.cancel();
        connection.close();
    }

    /** What this server asks in the middle of a call, it asks on the stream of its session. */
    private static Cancellation listen(Scenario scenario, McpConnection connection) {
        Cancellation listening = new Cancellation();
        if (scenario.name().startsWith("elicitation-")) {
            CountDownLatch opened = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> connection.listen(opened::countDown, listening));
            try {
                opened.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return listening;
    }

    private Access access(Scenario scenario, WebAddress address) {
        if (scenario.name().startsWith("auth/client-credentials-")) {
            return new StoredAccess(
                    egress,
                    address,
                    Clock.systemUTC(),
                    () -> new McpOutcome.Done<>(stored(scenario)));
        }
        if (scenario.name().startsWith("auth/")) {
            return new OAuthAccess(
                    new FindProtection(egress, address),
                    new ConsentGrant(
                            egress,
                            new TokenEndpoint(egress, Clock.systemUTC()),
                            new ScriptedConsent(scenario.context())),
                    Clock.systemUTC());
        }
        return new OpenAccess();
    }

    /** An operator would have looked up the token URL; the suite does not tell it. */
    private Secret stored(Scenario scenario) {
        JsonNode context = scenario.context();
        String id = context.path("client_id").asText();
        String tokenUrl = tokenUrl(scenario.url());
        return context.has("private_key_pem")
                ? new Secret.OAuth2Key(
                        tokenUrl,
                        id,
                        SecretText.of(context.path("private_key_pem").asText()),
                        null,
                        List.of())
                : new Secret.OAuth2Client(
                        tokenUrl,
                        id,
                        SecretText.of(context.path("client_secret").asText()),
                        List.of());
    }

    private String tokenUrl(String server) {
        String metadata = server.replace("/mcp", "/.well-known/oauth-protected-resource/mcp");
        try {
            ObjectNode document =
                    (ObjectNode)
                            mapper.readTree(
                                    EgressRig.answered(egress.send(EgressRig.get(metadata)))
                                            .body());
            return document.path("authorization_servers").path(0).asText() + "/token";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        rig.close();
    }
}
