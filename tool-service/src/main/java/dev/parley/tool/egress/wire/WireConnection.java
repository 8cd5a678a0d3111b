package dev.parley.tool.egress.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection, which knows whether anything of the present request may have left. */
public final class WireConnection extends DefaultBHttpClientConnection {

    /** Informational answers (1xx) before the final one; an honest server needs one or two. */
    private static final int MAX_INFORMATIONAL = 8;

    private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

    private final int maxHeaderBytes;
    private @Nullable Tap tap;
    private boolean sentWhole;

    WireConnection(Http1Config http) {
        super(
                http,
                null,
                null,
                null,
                null,
                null,
                new DefaultHttpResponseParserFactory(http, BasicLineParser.INSTANCE, null));
        // No line is longer than all headers may be, so the one limit holds the other.
        this.maxHeaderBytes = http.getMaxLineLength();
    }

    void carry(Socket socket) {
        carry(new Tap(socket));
    }

    void carry(SSLSocket secured, Socket beneath) {
        carry(new Tap(secured, beneath));
    }

    private void carry(Tap fresh) {
        tap = fresh;
        try {
            bind(fresh);
        } catch (IOException e) {
            throw new IllegalStateException("binding a socket does no I/O", e);
        }
    }

    /**
     * Whether the connection waits for a request: the other side has not closed it, and has not
     * said anything unasked, which would be taken for the answer to the next request.
     */
    boolean isQuiet() {
        try {
            // Reads for a millisecond, which isStale would do once more, and meets the end if there
            // is one.
            return !isDataAvailable(GLANCE) && !tap().ended();
        } catch (IOException e) {
            return false;
        }
    }

    /** The next request is another one. */
    void begin() {
        tap().untouched();
    }

    /**
     * Sends a request and waits for the head of its answer. Who refuses a request while it is still
     * being sent may say so and close: then sending fails, and there is an answer all the same.
     *
     * @param idle how long to wait for each piece of the answer
     */
    public ClassicHttpResponse exchange(ClassicHttpRequest request, Duration idle)
            throws IOException, HttpException {
        setSocketTimeout(Timeout.of(idle));
        try {
            sendRequestHeader(request);
            sendRequestEntity(request);
            flush();
        } catch (SocketException broken) {
            sentWhole = false;
            return answerTo(request, broken);
        }
        sentWhole = true;
        return receive(request.getMethod());
    }

    private ClassicHttpResponse answerTo(ClassicHttpRequest request, SocketException broken)
            throws IOException {
        try {
            return receive(request.getMethod());
        } catch (IOException | HttpException none) {
            throw broken;
        }
    }

    /** Whether the last request was sent to its end; if not, the connection is of no more use. */
    public boolean sentWhole() {
        return sentWhole;
    }

    /** Whether a byte of the request may have reached the other side: a write was begun. */
    public boolean mayHaveSent() {
        return tap().touched();
    }

    private ClassicHttpResponse receive(String method) throws IOException, HttpException {
        ClassicHttpResponse response = receiveFinalHead();
        // The parser takes an end in the middle of the headers for the end of the headers.
        if (tap().ended()) {
            throw new ConnectionClosedException("the answer ends within its headers");
        }
        int bytes = 0;
        for (Header header : response.getHeaders()) {
            bytes += header.getName().length() + header.getValue().length();
        }
        if (bytes > maxHeaderBytes) {
            throw new MessageConstraintException("the headers are too large together");
        }
        if (MessageSupport.canResponseHaveBody(method, response)) {
            receiveResponseEntity(response);
        }
        return response;
    }

    private ClassicHttpResponse receiveFinalHead() throws IOException, HttpException {
        for (int i = 0; i < MAX_INFORMATIONAL; i++) {
            ClassicHttpResponse response = receiveResponseHeader();
            if (response.getCode() == 101) {
                throw new ProtocolException("nobody asked for another protocol");
            }
            if (response.getCode() >= 200) {
                return response;
            }
        }
        throw new ProtocolException("too many informational answers");
    }

    /** Cuts the connection at once; the other side sees a reset. */
    public void cut() {
        close(CloseMode.IMMEDIATE);
    }

    private Tap tap() {
        if (tap == null) {
            throw new IllegalStateException("the connection carries no socket");
        }
        return tap;
    }
}
