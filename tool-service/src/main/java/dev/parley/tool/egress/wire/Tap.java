package dev.parley.tool.egress.wire;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** A socket that notes whether something was written to it and whether it has ended. */
final class Tap extends SocketHolder {

    private volatile boolean touched;
    private volatile boolean ended;

    Tap(Socket socket) {
        super(socket);
    }

    Tap(SSLSocket secured, Socket beneath) {
        super(secured, beneath);
    }

    /** A new request begins. */
    void untouched() {
        touched = false;
    }

    /** Noted before the write: of one that fails nobody knows how much of it left. */
    boolean touched() {
        return touched;
    }

    boolean ended() {
        return ended;
    }

    @Override
    protected InputStream getInputStream(Socket socket) throws IOException {
        return new Input(super.getInputStream(socket));
    }

    @Override
    protected OutputStream getOutputStream(Socket socket) throws IOException {
        return new Output(super.getOutputStream(socket));
    }

    private final class Input extends FilterInputStream {

        private Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int unit = in.read();
            ended |= unit == -1;
            return unit;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            ended |= count == -1;
            return count;
        }
    }

    private final class Output extends FilterOutputStream {

        private Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int unit) throws IOException {
            touched = true;
            out.write(unit);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            touched = true;
            out.write(bytes, from, length);
        }
    }
}
