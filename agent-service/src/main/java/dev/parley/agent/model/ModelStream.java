package dev.parley.agent.model;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A model's stream, from the client's callbacks to the thread of the run. The queue is bounded: a
 * model that is faster than its reader for long is cut off rather than kept in memory.
 */
final class ModelStream implements StreamingChatResponseHandler {

    /** What the client reports. */
    sealed interface Signal {

        /** More text. */
        record Text(String text) implements Signal {}

        /** The reply is complete. */
        record Done(ChatResponse response) implements Signal {}

        /** There will be no reply. */
        record Failed(Throwable cause) implements Signal {}
    }

    private static final int CAPACITY = 50_000;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(CAPACITY);
    private volatile @Nullable StreamingHandle handle;
    private volatile boolean cancelled;

    /** The next signal, or null if none came in time. */
    @Nullable Signal await(long nanos) throws InterruptedException {
        return signals.poll(nanos, TimeUnit.NANOSECONDS);
    }

    /** The next signal, or null if none is there yet. */
    @Nullable Signal poll() {
        return signals.poll();
    }

    /** Closes the connection to the provider. */
    void cancel() {
        cancelled = true;
        StreamingHandle present = handle;
        if (present != null) {
            present.cancel();
        }
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        handle = context.streamingHandle();
        if (cancelled || !signals.offer(new Signal.Text(partial.text()))) {
            cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        offerLast(new Signal.Done(response));
    }

    @Override
    public void onError(Throwable error) {
        offerLast(new Signal.Failed(error));
    }

    private void offerLast(Signal last) {
        if (!signals.offer(last)) {
            // The reader is hopelessly behind: it finds the queue's end by its own time-out.
            cancel();
        }
    }
}
