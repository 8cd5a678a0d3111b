package dev.parley.agent.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What LangChain4j's client speaks through: the JDK's HTTP client, on the calling thread. A stream
 * is read by the thread that asked for it, and interrupting that thread ends it at any moment, also
 * before its first event. LangChain4j's own transport reads streams on the common pool, of which
 * there are 256 threads at the most.
 */
final class ModelTransport implements HttpClient {

    private static final int MAX_ERROR_BYTES = 64 << 10;

    private final java.net.http.HttpClient http;
    private final Duration timeout;

    /**
     * @param timeout how long the provider may take until it begins to answer
     */
    ModelTransport(java.net.http.HttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("only streams are asked for");
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<InputStream> response =
                    http.send(translated(request), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    listener.onError(refusal(response.statusCode(), body));
                    return;
                }
                listener.onOpen(opened(response));
                parser.parse(body, listener);
                listener.onClose();
            }
        } catch (HttpTimeoutException e) {
            listener.onError(new TimeoutException(e));
        } catch (IOException e) {
            listener.onError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.onError(e);
        }
    }

    private java.net.http.HttpRequest translated(HttpRequest request) {
        BodyPublisher body =
                request.body() == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(request.body());
        var translated =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                        .timeout(timeout)
                        .method(request.method().name(), body);
        request.headers()
                .forEach((name, values) -> values.forEach(value -> translated.header(name, value)));
        return translated.build();
    }

    private static SuccessfulHttpResponse opened(HttpResponse<InputStream> response) {
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .build();
    }

    private static HttpException refusal(int status, InputStream body) throws IOException {
        return new HttpException(
                status, new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8));
    }
}
