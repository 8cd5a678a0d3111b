package dev.parley.local.infrastructure;

import dev.parley.local.layout.Ports;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Asks a broker which requests it knows, in Kafka's own protocol. An open port alone would not do:
 * it opens before the broker works.
 */
final class BrokerProbe {

    private static final int TIMEOUT_MILLIS = 2000;
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION_ID = 7;
    private static final short NO_CLIENT_ID = -1;

    /** Key, version, correlation id, client id. */
    private static final int HEADER_BYTES = 2 + 2 + 4 + 2;

    private BrokerProbe() {}

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request());
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            int length = answer.readInt();
            return length > 6 && answer.readInt() == CORRELATION_ID && answer.readShort() == 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static byte[] request() {
        return ByteBuffer.allocate(Integer.BYTES + HEADER_BYTES)
                .putInt(HEADER_BYTES)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION_ID)
                .putShort(NO_CLIENT_ID)
                .array();
    }
}
