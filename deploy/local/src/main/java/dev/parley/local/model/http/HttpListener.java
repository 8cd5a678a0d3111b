package dev.parley.local.model.http;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Accepts connections on the loopback address, one virtual thread each. */
public final class HttpListener implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());
    private static final int BACKLOG = 1024;
    private static final int MAX_CONNECTIONS = 8192;

    /** Out of file descriptors, accepting fails at once, again and again. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(10);

    private final ServerSocket server;
    private final RequestHandler handler;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private HttpListener(ServerSocket server, RequestHandler handler) {
        this.server = server;
        this.handler = handler;
        this.acceptor = Thread.ofVirtual().name("model-accept").unstarted(this::accept);
    }

    /** Listens on 127.0.0.1; port 0 takes a free one. */
    public static HttpListener listen(int port, RequestHandler handler) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
            HttpListener listener = new HttpListener(server, handler);
            listener.acceptor.start();
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + port + " can't be opened: " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Blocks until the listener is closed. */
    public void awaitClose() throws InterruptedException {
        acceptor.join();
    }

    /** Stops listening and breaks every open connection. */
    @Override
    public void close() {
        closeQuietly(server);
        clients.forEach(HttpListener::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                LOG.log(DEBUG, "No connection accepted: {0}", e.getMessage());
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            }
        }
    }

    private void serve(Socket client) {
        if (clients.size() >= MAX_CONNECTIONS) {
            closeQuietly(client);
            return;
        }
        clients.add(client);
        Thread.startVirtualThread(() -> {
            try {
                new HttpConnection(client, handler).serve();
            } finally {
                clients.remove(client);
            }
        });
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.log(DEBUG, "Closing failed: {0}", e.getMessage());
        }
    }
}
