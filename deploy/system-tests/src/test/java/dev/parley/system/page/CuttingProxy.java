package dev.parley.system.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the browser and the service, and breaks connections in the middle. */
final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 512;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean away;
    private volatile long bytesEach = Long.MAX_VALUE;
    private volatile int mostCuts;

    CuttingProxy(String targetUrl) {
        URI uri = URI.create(targetUrl);
        this.target = new InetSocketAddress(uri.getHost(), uri.getPort());
        try {
            this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Breaks every connection and refuses new ones until {@link #comeBack}. */
    void goAway() {
        away = true;
        open.forEach(CuttingProxy::close);
    }

    void comeBack() {
        away = false;
    }

    /** Breaks new connections after so many bytes of answers, until so many have been broken. */
    void cutAfter(long bytes, int times) {
        mostCuts = times;
        bytesEach = bytes;
        open.forEach(CuttingProxy::close);
    }

    /** How many connections have broken because they had brought enough. */
    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        goAway();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (away) {
                    client.close();
                } else {
                    Thread.ofVirtual().start(() -> join(client));
                }
            } catch (IOException closed) {
                // The test is over; the loop ends with the server.
                continue;
            }
        }
    }

    private void join(Socket client) {
        Socket service = new Socket();
        open.add(client);
        open.add(service);
        try (client;
                service) {
            service.connect(target, 2_000);
            Thread up = Thread.ofVirtual().start(() -> copy(client, service, Long.MAX_VALUE));
            copy(service, client, cuts.get() < mostCuts ? bytesEach : Long.MAX_VALUE);
            close(client);
            close(service);
            up.join();
        } catch (IOException gone) {
            close(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(service);
        }
    }

    private void copy(Socket from, Socket to, long limit) {
        byte[] buffer = new byte[BUFFER];
        long rest = limit;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(read, rest));
                rest -= read;
                if (rest <= 0) {
                    cuts.incrementAndGet();
                    return;
                }
            }
        } catch (IOException broken) {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
