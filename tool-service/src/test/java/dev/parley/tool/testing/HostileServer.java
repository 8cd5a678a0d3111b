package dev.parley.tool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server on a loopback port that treats its clients as a test says, byte by byte. It remembers
 * what it was asked.
 */
public final class HostileServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();

    private HostileServer(ServerSocket socket, Behaviour behaviour) {
        this.socket = socket;
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::accept);
    }

    /** What is done with one connection. When it returns, the connection is closed. */
    @FunctionalInterface
    public interface Behaviour {

        /** Treats the peer. An exception only ends the connection. */
        void treat(Peer peer) throws IOException, InterruptedException;
    }

    /** Listens, and treats every connection alike. */
    public static HostileServer start(Behaviour behaviour) {
        try {
            return new HostileServer(
                    new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same behind TLS. */
    public static HostileServer startSecure(SSLContext tls, Behaviour behaviour) {
        try {
            ServerSocket socket =
                    tls.getServerSocketFactory()
                            .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            return new HostileServer(socket, behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Peer peer = new Peer(client, heads);
                peers.add(peer);
                Thread.ofVirtual().start(() -> treat(peer));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void treat(Peer peer) {
        try (peer) {
            behaviour.treat(peer);
        } catch (IOException | InterruptedException ended) {
            // The client has had enough, or the test is over.
        }
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** {@code 127.0.0.1:port}. */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /** How many connections there have been. */
    public int connections() {
        return open.size();
    }

    /** The request lines and headers that were read, in their order. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** The server names (SNI) that clients sent, in their order. */
    public List<String> serverNames() {
        return open.stream()
                .filter(SSLSocket.class::isInstance)
                .map(client -> ((SSLSocket) client).getSession())
                .map(ExtendedSSLSession.class::cast)
                .flatMap(session -> session.getRequestedServerNames().stream())
                .map(name -> ((SNIHostName) name).getAsciiName())
                .toList();
    }

    /** The next connection, as soon as there is one. */
    public Peer peer() throws InterruptedException {
        Peer peer = peers.poll(10, TimeUnit.SECONDS);
        if (peer == null) {
            throw new IllegalStateException("nobody connected");
        }
        return peer;
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
