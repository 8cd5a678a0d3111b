package dev.parley.agent.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams of a provider that says one word, or nothing, and then no more. */
class ModelStreamTest {

    /** More than the common pool has threads for, blocked ones included. */
    private static final int MANY = 300;

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String WORD =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word\"}}]}\n\n";

    private final BlockingQueue<Socket> clients = new LinkedBlockingQueue<>();
    private ServerSocket provider;
    private StreamingChatModel model;

    @BeforeEach
    void listen() throws IOException {
        provider = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        model =
                new OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder()
                        .httpClientBuilder(
                                new TransportBuilder(Duration.ofSeconds(5), Duration.ofMinutes(1)))
                        .baseUrl("http://127.0.0.1:" + provider.getLocalPort() + "/v1")
                        .apiKey("offline")
                        .modelName("silent")
                        .build();
    }

    @AfterEach
    void hangUp() throws IOException {
        provider.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void readsAsManyAtOnceAsThereAre() throws Exception {
        List<ModelStream> streams = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            streams.add(open());
            say(client(), HEAD + WORD);
        }

        for (ModelStream stream : streams) {
            assertEquals(
                    new ModelStream.Signal.Text("word"),
                    stream.await(TimeUnit.SECONDS.toNanos(30)));
        }
        streams.forEach(ModelStream::close);
    }

    @Test
    void hangsUpInMidStream() throws Exception {
        ModelStream stream = open();
        Socket client = client();
        say(client, HEAD + WORD);
        assertInstanceOf(ModelStream.Signal.Text.class, stream.await(TimeUnit.SECONDS.toNanos(30)));

        stream.close();

        assertHungUp(client);
    }

    @Test
    void hangsUpBeforeTheFirstWord() throws Exception {
        ModelStream stream = open();
        Socket client = client();

        stream.close();

        assertHungUp(client);
    }

    private ModelStream open() {
        ChatRequest request = ChatRequest.builder().messages(UserMessage.from("go on")).build();
        return ModelStream.open(handler -> model.chat(request, handler));
    }

    private void accept() {
        try {
            while (true) {
                clients.add(provider.accept());
            }
        } catch (IOException closed) {
            // The test is over.
            return;
        }
    }

    /** The next client, once its request has begun to arrive. */
    private Socket client() throws Exception {
        Socket client = clients.poll(30, TimeUnit.SECONDS);
        client.setSoTimeout(30_000);
        assertEquals('P', client.getInputStream().read());
        return client;
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    /** Reads what is left of the request, up to the end; a reset is one, a time-out is none. */
    private static void assertHungUp(Socket client) throws IOException {
        try (InputStream rest = client.getInputStream()) {
            rest.readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The connection is still open", e);
        } catch (SocketException reset) {
            assertEquals("Connection reset", reset.getMessage());
        }
    }
}
