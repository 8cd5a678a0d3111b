package dev.parley.tool.egress.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.config.Http1Config;

/**
 * Opens connections. The address is the vetted one; the name serves for TLS only, so there is
 * nothing left here that could look it up again. Proxies of the JVM are passed by for the same
 * reason.
 */
final class Connector {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLSocketFactory tls;
    private final Http1Config http;

    Connector(SSLSocketFactory tls, Http1Config http) {
        this.tls = tls;
        this.http = http;
    }

    /**
     * Opens a connection.
     *
     * @param patience for the connection, and again for each step of the TLS handshake
     */
    WireConnection connect(Route route, Duration patience, KillSwitch kill) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            kill.guard(() -> close(socket));
            int millis = Math.toIntExact(patience.toMillis());
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(route.address(), route.origin().port()), millis);
            WireConnection connection = new WireConnection(http);
            if (route.origin().secure()) {
                socket.setSoTimeout(millis);
                connection.carry(secured(socket, route), socket);
            } else {
                connection.carry(socket);
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            close(socket);
            throw e;
        }
    }

    private SSLSocket secured(Socket socket, Route route) throws IOException {
        String host = route.origin().host();
        boolean named = route.origin().isNamed();
        String peer = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, peer, route.origin().port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(named ? List.of(new SNIHostName(host)) : List.of());
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
        } catch (SSLException e) {
            throw new TlsFailed(e);
        }
        return secured;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is of no use any more, closed well or not.
        }
    }
}
