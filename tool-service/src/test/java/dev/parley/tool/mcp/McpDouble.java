package dev.parley.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's MCP server in either revision, with its authorization server: it remembers what it was
 * asked, and a test changes its tools and its manners while it runs. Single quotes stand for double
 * ones in what a test writes.
 */
public final class McpDouble implements AutoCloseable {

    private static final ObjectMapper MAPPER = new JsonMapper();
    private static final String EVENTS = "text/event-stream";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Manner> manners = new TreeMap<>();
    private volatile String tools = "[]";
    private volatile boolean stateless = true;
    private volatile boolean tellsChanges = true;
    private volatile @Nullable String token;

    private McpDouble(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Listens on a free loopback port, with no tools, in 2026-07-28. */
    public static McpDouble start() {
        try {
            return new McpDouble(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request as it came; the body is an empty object if it was none. */
    public record Asked(String method, String path, Map<String, String> headers, JsonNode body) {

        /** What is asked, in JSON-RPC or as an HTTP method and path. */
        public String what() {
            return body.has("method") ? body.path("method").asText() : method + ' ' + path;
        }

        /** A header, however it is written. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** How something is answered, instead of as usual. */
    @FunctionalInterface
    public interface Manner {

        /** Answers. */
        void answer(HttpExchange exchange, Asked asked) throws IOException;
    }

    /** A stream of changes that is open. */
    private record Stream(OutputStream out, CountDownLatch end) {}

    /** Where it is spoken with. */
    public String url() {
        return "http://" + authority() + "/mcp";
    }

    /** {@code 127.0.0.1:port}. */
    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Its tools from now on. */
    public McpDouble tools(String... definitions) {
        tools = '[' + String.join(",", definitions).replace('\'', '"') + ']';
        return this;
    }

    /** Speaks 2025-11-25 only, in sessions. */
    public McpDouble withSessions() {
        stateless = false;
        return this;
    }

    /** Does not tell when its tools change. */
    public McpDouble quiet() {
        tellsChanges = false;
        return this;
    }

    /** Lets nobody in without this token. */
    public McpDouble wanting(String bearer) {
        token = bearer;
        return this;
    }

    /** Answers this method of JSON-RPC, or this {@code METHOD /path}, in another way. */
    public synchronized McpDouble on(String what, Manner manner) {
        manners.put(what, manner);
        return this;
    }

    /** Answers this as usual again. */
    public synchronized McpDouble asUsual(String what) {
        manners.remove(what);
        return this;
    }

    /** A tool that takes anything. */
    public static String tool(String name, String description) {
        return "{'name':'%s','description':'%s','inputSchema':{'type':'object'}}"
                .formatted(name, description);
    }

    /** All that it was asked. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The requests of one kind, see {@link Asked#what}. */
    public List<Asked> asked(String what) {
        return asked.stream().filter(request -> request.what().equals(what)).toList();
    }

    /** How many listen for changes. */
    public int listeners() {
        return streams.size();
    }

    /** Says on every stream that its tools have changed. */
    public void sayChanged() {
        for (Stream stream : streams) {
            event(stream, "{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}");
        }
    }

    /** Ends every stream. */
    public void endStreams() {
        streams.forEach(stream -> stream.end().countDown());
    }

    private static void event(Stream stream, String message) {
        try {
            stream.out()
                    .write(
                            ("data: " + message.replace('\'', '"') + "\n\n")
                                    .getBytes(StandardCharsets.UTF_8));
            stream.out().flush();
        } catch (IOException gone) {
            stream.end().countDown();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = read(exchange);
            asked.add(request);
            Manner manner = manner(request.what());
            if (manner != null) {
                manner.answer(exchange, request);
            } else if (!request.path().equals("/mcp")) {
                document(exchange, request);
            } else if (isStranger(request)) {
                exchange.getResponseHeaders()
                        .set(
                                "WWW-Authenticate",
                                "Bearer resource_metadata=\"http://%s/.well-known/oauth-protected-resource/mcp\""
                                        .formatted(authority()));
                send(exchange, 401, "{}");
            } else {
                serve(exchange, request);
            }
        }
    }

    private synchronized @Nullable Manner manner(String what) {
        return manners.get(what);
    }

    private boolean isStranger(Asked request) {
        return token != null && !request.header("Authorization").equals("Bearer " + token);
    }

    private static Asked read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode json =
                body.startsWith("{")
                        ? MAPPER.readTree(body)
                        : MAPPER.createObjectNode().put("form", body);
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers,
                body.isEmpty() ? MAPPER.createObjectNode() : json);
    }

    /** What an authorization server and a protected resource say of themselves. */
    private void document(HttpExchange exchange, Asked request) throws IOException {
        String root = "http://" + authority();
        switch (request.path()) {
            case "/.well-known/oauth-protected-resource/mcp" ->
                    send(
                            exchange,
                            200,
                            "{'resource':'%s/mcp','authorization_servers':['%s'],'scopes_supported':['tools']}"
                                    .formatted(root, root));
            case "/.well-known/oauth-authorization-server" ->
                    send(
                            exchange,
                            200,
                            "{'issuer':'%s','token_endpoint':'%s/token'}".formatted(root, root));
            case "/token" ->
                    send(
                            exchange,
                            200,
                            "{'access_token':'%s','token_type':'Bearer','expires_in':3600}"
                                    .formatted(token));
            default -> send(exchange, 404, "{}");
        }
    }

    private void serve(HttpExchange exchange, Asked request) throws IOException {
        switch (request.what()) {
            case "server/discover" -> {
                if (stateless) {
                    result(
                            exchange,
                            request,
                            "{'supportedVersions':['2026-07-28'],'capabilities':{'tools':{'listChanged':%s}},'serverInfo':{'name':'double','version':'1'}}"
                                    .formatted(tellsChanges));
                } else {
                    error(exchange, request, 400, -32601, "Unknown method.");
                }
            }
            case "initialize" -> {
                exchange.getResponseHeaders()
                        .set("Mcp-Session-Id", "session-" + sessions.incrementAndGet());
                result(
                        exchange,
                        request,
                        "{'protocolVersion':'2025-11-25','capabilities':{'tools':{'listChanged':%s}},'serverInfo':{'name':'double','version':'1'}}"
                                .formatted(tellsChanges));
            }
            case "tools/list" -> result(exchange, request, "{'tools':" + tools + '}');
            case "tools/call" ->
                    result(exchange, request, "{'content':[{'type':'text','text':'done'}]}");
            case "subscriptions/listen", "GET /mcp" -> listen(exchange);
            default -> exchange.sendResponseHeaders(202, -1);
        }
    }

    private void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", EVENTS);
        exchange.sendResponseHeaders(200, 0);
        Stream stream = new Stream(exchange.getResponseBody(), new CountDownLatch(1));
        stream.out().write(": here\n\n".getBytes(StandardCharsets.UTF_8));
        stream.out().flush();
        streams.add(stream);
        try {
            stream.end().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(stream);
        }
    }

    /** Answers with a result. */
    public static void result(HttpExchange exchange, Asked asked, String result)
            throws IOException {
        ObjectNode message = envelope(asked);
        message.set("result", MAPPER.readTree(result.replace('\'', '"')));
        send(exchange, 200, message.toString());
    }

    /** Answers with an error. */
    public static void error(
            HttpExchange exchange, Asked asked, int status, int code, String message)
            throws IOException {
        ObjectNode envelope = envelope(asked);
        envelope.putObject("error").put("code", code).put("message", message);
        send(exchange, status, envelope.toString());
    }

    private static ObjectNode envelope(Asked asked) {
        ObjectNode message = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        message.set("id", asked.body().path("id"));
        return message;
    }

    /** Answers with JSON. */
    public static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Never answers, until it is closed. */
    public void hang(HttpExchange exchange, Asked asked) {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        endStreams();
        server.stop(0);
        threads.close();
    }
}
