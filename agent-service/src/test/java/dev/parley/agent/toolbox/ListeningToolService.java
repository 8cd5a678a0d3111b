package dev.parley.agent.toolbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.platform.caller.ActingFor;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A tool-service that knows no call, and remembers what it was asked. */
public class ListeningToolService implements QuarkusTestResourceLifecycleManager {

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private @Nullable HttpServer server;

    /** Method, path and on whose behalf, in order. */
    public static List<String> asked() {
        return List.copyOf(ASKED);
    }

    @Override
    public Map<String, String> start() {
        HttpServer started;
        try {
            started =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = started;
        started.createContext("/", ListeningToolService::answer);
        started.start();
        return Map.of(
                "quarkus.rest-client.tool-service.url",
                "http://127.0.0.1:" + started.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        ASKED.add(
                exchange.getRequestMethod()
                        + ' '
                        + exchange.getRequestURI()
                        + ' '
                        + exchange.getRequestHeaders().getFirst(ActingFor.HEADER));
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
