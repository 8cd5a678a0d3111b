package dev.parley.local.model.http;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers one client's requests, one after another, until either side closes. */
final class HttpConnection {

    private static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());
    private static final int MAX_BODY = 8 * 1024 * 1024;

    private final Socket socket;
    private final RequestHandler handler;

    HttpConnection(Socket socket, RequestHandler handler) {
        this.socket = socket;
        this.handler = handler;
    }

    void serve() {
        try (socket) {
            socket.setTcpNoDelay(true);
            serve(new ClientSocket(socket));
        } catch (IOException e) {
            LOG.log(DEBUG, "A client's connection ended: {0}", e.getMessage());
        }
    }

    private void serve(ClientSocket client) throws IOException {
        RequestReader reader = new RequestReader(client, MAX_BODY);
        boolean open = true;
        while (open) {
            try {
                Optional<HttpRequest> request = reader.next();
                open = request.isPresent() && answer(request.get(), client);
            } catch (RefusedRequest e) {
                refuse(new HttpReply(client, false, true), e.status(), e.reason());
                client.linger();
                open = false;
            }
        }
    }

    private boolean answer(HttpRequest request, ClientSocket client) throws IOException {
        HttpReply reply = new HttpReply(client, request.http10(), request.wantsClose());
        try {
            handler.handle(request, reply);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(ERROR, "The model server failed to answer " + request.path(), e);
            if (reply.started()) {
                return false;
            }
            refuse(reply, 500, "The offline model server failed; its log says why.");
        }
        return !reply.mustClose();
    }

    private static void refuse(HttpReply reply, int status, String message) throws IOException {
        String type = status < 500 ? "invalid_request_error" : "server_error";
        String body =
                "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":null}}"
                        .formatted(message, type);
        reply.send(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
