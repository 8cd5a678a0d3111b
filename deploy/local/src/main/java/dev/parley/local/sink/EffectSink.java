package dev.parley.local.sink;

import static java.lang.System.Logger.Level.INFO;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The outside world of a test: a server that counts what is done to it, as a program or inside a
 * test. It is never killed together with what it watches over.
 *
 * <ul>
 *   <li>{@code POST /do} has an effect, and so have {@code PUT}, {@code PATCH} and {@code DELETE};
 *       with {@code ?once=true} a key that has had one has no other
 *   <li>{@code ?first=drop,no-effect-500} names what it does with the first requests of a key
 *       instead, {@code ?mode=effect-then-drop} what it does with the others
 *   <li>{@code GET /done/<key>} tells whether there was an effect: 200 or 404
 *   <li>{@code GET /echo} answers with the request's line
 *   <li>{@code GET /effects} answers with all effects, a line each
 * </ul>
 */
public final class EffectSink implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EffectSink.class.getName());
    private static final int DEFAULT_PORT = 8099;
    private static final int MOST_REMEMBERED = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Effects effects;
    private final Map<String, Deque<Misbehaviour>> planned = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(1);

    private EffectSink(HttpServer server, Effects effects) {
        this.server = server;
        this.effects = effects;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> env = System.getenv();
        int port = Integer.parseInt(env.getOrDefault("PARLEY_PORT", String.valueOf(DEFAULT_PORT)));
        String file = env.get("PARLEY_SINK_FILE");
        Effects effects = file == null ? Effects.inMemory() : Effects.in(Path.of(file));
        EffectSink sink = new EffectSink(listen(port), effects);
        LOG.log(INFO, "The sink listens on {0}", sink.baseUrl());
        new CountDownLatch(1).await();
    }

    /** Starts on a free port; what is done is remembered in memory. */
    public static EffectSink start() {
        return new EffectSink(listen(0), Effects.inMemory());
    }

    /** Starts on a port; what is done is remembered in memory. */
    public static EffectSink start(int port) {
        return new EffectSink(listen(port), Effects.inMemory());
    }

    /** Starts on a free port; what is done is written to a file, and through to its disk. */
    public static EffectSink start(Path file) {
        return new EffectSink(listen(0), Effects.in(file));
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 127.0.0.1:port}. */
    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The address of everything here. */
    public URI baseUrl() {
        return URI.create("http://" + authority());
    }

    /** All that was done, in its order. */
    public List<Effect> effects() {
        return effects.all();
    }

    /** How often something was done under a key. */
    public long effects(String key) {
        return effects.all().stream().filter(effect -> effect.key().equals(key)).count();
    }

    /** How many requests came, whatever became of them. */
    public int requests() {
        return requests.get();
    }

    /** Lets go of the requests that hang, and of all to come until {@link #closeGate}. */
    public void openGate() {
        gate.countDown();
    }

    /** Lets requests hang again. */
    public void closeGate() {
        gate = new CountDownLatch(1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/done/")) {
            tellWhetherDone(exchange, path.substring("/done/".length()));
        } else if (path.equals("/effects")) {
            answer(exchange, 200, "text/plain", listing());
        } else if (path.startsWith("/echo")) {
            String line = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
            answer(exchange, 200, "text/plain", line);
        } else {
            act(exchange);
        }
    }

    private void act(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                        .orElse("");
        Misbehaviour what = next(key, exchange.getRequestURI().getRawQuery());
        if (what.hasEffect()) {
            boolean once = parameter(exchange.getRequestURI().getRawQuery(), "once").isPresent();
            effects.add(new Effect(key, body), once);
        }
        switch (what) {
            case OK -> answer(exchange, 200, "application/json", done(key));
            case HANG -> {
                awaitGate();
                answer(exchange, 200, "application/json", done(key));
            }
            case EFFECT_THEN_500, NO_EFFECT_500 ->
                    answer(exchange, 500, "text/plain", "Something broke here.");
            case EFFECT_THEN_303 -> {
                exchange.getResponseHeaders().set("Location", "/echo");
                answer(exchange, 303, "text/plain", "See there.");
            }
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                answer(exchange, 429, "text/plain", "Too many.");
            }
            case REFUSE -> answer(exchange, 422, "text/plain", "This is not possible.");
            case EFFECT_THEN_DROP, DROP -> exchange.close();
        }
    }

    /** What was planned for the first requests of a key, and then what is always done. */
    private Misbehaviour next(String key, String query) {
        Optional<String> first = parameter(query, "first");
        if (first.isPresent() && planned.size() < MOST_REMEMBERED) {
            Deque<Misbehaviour> rest =
                    planned.computeIfAbsent(key, ofKey -> Misbehaviour.plan(first.get()));
            synchronized (rest) {
                if (!rest.isEmpty()) {
                    return rest.removeFirst();
                }
            }
        }
        return parameter(query, "mode").flatMap(Misbehaviour::parse).orElse(Misbehaviour.OK);
    }

    private static Optional<String> parameter(String query, String name) {
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + '=')) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private void awaitGate() throws IOException {
        try {
            gate.await(10, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IOException("the sink is closed", e);
        }
    }

    private void tellWhetherDone(HttpExchange exchange, String key) throws IOException {
        int count = effects.count(key);
        answer(exchange, count > 0 ? 200 : 404, "application/json", done(key));
    }

    private String done(String key) {
        return "{\"key\": \""
                + key.replaceAll("[^A-Za-z0-9_.:-]", "")
                + "\", \"count\": "
                + effects.count(key)
                + "}";
    }

    private String listing() {
        StringBuilder listing = new StringBuilder();
        effects.all()
                .forEach(effect ->
                        listing.append(effect.key())
                                .append('\t')
                                .append(effect.body().replaceAll("\\s", " "))
                                .append('\n'));
        return listing.toString();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        effects.close();
    }
}
