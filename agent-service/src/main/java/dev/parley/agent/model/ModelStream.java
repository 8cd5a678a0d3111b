package dev.parley.agent.model;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model's stream, from the thread that reads it to the thread of the run. The queue is bounded: a
 * model that is faster than the run waits for it.
 */
final class ModelStream implements AutoCloseable {

    /** What the client reports. */
    sealed interface Signal {

        /** More text. */
        record Text(String text) implements Signal {}

        /** The reply is complete. */
        record Done(ChatResponse response) implements Signal {}

        /** There will be no reply. */
        record Failed(Throwable cause) implements Signal {}
    }

    private static final int CAPACITY = 1_000;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(CAPACITY);
    private final Thread reader;

    private ModelStream(Consumer<StreamingChatResponseHandler> call) {
        this.reader = Thread.ofVirtual().name("model-stream").unstarted(() -> read(call));
    }

    /**
     * Begins to read a stream.
     *
     * @param call makes the call, blocking until the stream has ended or its thread is interrupted
     */
    static ModelStream open(Consumer<StreamingChatResponseHandler> call) {
        ModelStream stream = new ModelStream(call);
        stream.reader.start();
        return stream;
    }

    /** The next signal, or null if none came in time. */
    @Nullable Signal await(long nanos) throws InterruptedException {
        return signals.poll(nanos, TimeUnit.NANOSECONDS);
    }

    /** The next signal, or null if none is there yet. */
    @Nullable Signal poll() {
        return signals.poll();
    }

    /** Closes the connection to the provider if the stream has not ended. */
    @Override
    public void close() {
        reader.interrupt();
    }

    private void read(Consumer<StreamingChatResponseHandler> call) {
        try {
            call.accept(new Handler());
        } catch (RuntimeException e) {
            put(new Signal.Failed(e));
        }
    }

    private void put(Signal signal) {
        try {
            signals.put(signal);
        } catch (InterruptedException e) {
            // Nobody wants it any more; the next read of the connection ends on this.
            Thread.currentThread().interrupt();
        }
    }

    private final class Handler implements StreamingChatResponseHandler {

        @Override
        public void onPartialResponse(String text) {
            put(new Signal.Text(text));
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            put(new Signal.Done(response));
        }

        @Override
        public void onError(Throwable error) {
            put(new Signal.Failed(error));
        }
    }
}
