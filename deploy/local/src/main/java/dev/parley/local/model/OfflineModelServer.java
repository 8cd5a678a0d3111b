package dev.parley.local.model;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.local.model.http.HttpListener;
import dev.parley.local.model.offline.OfflineModel;
import dev.parley.local.model.script.Gates;
import dev.parley.local.model.script.ScriptedModel;
import dev.parley.local.model.script.Scripts;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The offline model server, as a program or inside a test. Settings of the program: {@code
 * PARLEY_PORT} (8086) and {@code PARLEY_MODEL_CONTROL} ({@code true} adds the endpoints below
 * {@code /control/}, which only tests need).
 */
public final class OfflineModelServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OfflineModelServer.class.getName());
    private static final int DEFAULT_PORT = 8086;

    private final HttpListener listener;

    private OfflineModelServer(HttpListener listener) {
        this.listener = listener;
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> env = System.getenv();
        int port = Integer.parseInt(env.getOrDefault("PARLEY_PORT", String.valueOf(DEFAULT_PORT)));
        boolean control = Boolean.parseBoolean(env.getOrDefault("PARLEY_MODEL_CONTROL", "false"));
        OfflineModelServer server = control ? startWithControl(port) : start(port);
        LOG.log(INFO, "The offline model server answers on {0}", server.baseUrl());
        server.listener.awaitClose();
    }

    /** Starts without control endpoints; port 0 takes a free port. */
    public static OfflineModelServer start(int port) {
        return start(port, false, Clock.systemUTC());
    }

    /** Starts with control endpoints; port 0 takes a free port. */
    public static OfflineModelServer startWithControl(int port) {
        return start(port, true, Clock.systemUTC());
    }

    static OfflineModelServer start(int port, boolean control, Clock clock) {
        Scripts scripts = new Scripts(clock);
        Gates gates = new Gates();
        ChatEndpoint chat =
                new ChatEndpoint(
                        new OfflineModel(clock), new ScriptedModel(scripts, gates, clock), clock);
        Optional<ControlEndpoint> endpoint =
                control ? Optional.of(new ControlEndpoint(scripts, gates)) : Optional.empty();
        return new OfflineModelServer(
                HttpListener.listen(port, new ModelRoutes(chat, endpoint, clock.instant())));
    }

    /** The address below which {@code /v1} is. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    @Override
    public void close() {
        listener.close();
    }
}
