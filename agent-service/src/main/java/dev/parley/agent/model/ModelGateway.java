package dev.parley.agent.model;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.parley.platform.json.TextPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls a model and hands on its text as it comes: the first piece at once, then what has gathered,
 * so that a fast model does not drown its readers in pieces and a slow one is not held back.
 */
@ApplicationScoped
public class ModelGateway {

    private static final long GATHER_NANOS = 20_000_000;
    private static final int GATHER_CHARS = 1_024;

    private final ModelCatalogue catalogue;
    private final ChatModels models;
    private final ModelConfig config;
    private final Timer answered;
    private final Timer failed;

    @Inject
    ModelGateway(
            ModelCatalogue catalogue, ChatModels models, ModelConfig config, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.models = models;
        this.config = config;
        this.answered = timer(meters, "none");
        this.failed = timer(meters, "provider");
    }

    private static Timer timer(MeterRegistry meters, String error) {
        return Timer.builder("gen_ai.client.operation.duration")
                .tag("gen_ai.operation.name", "chat")
                .tag("error.type", error)
                .register(meters);
    }

    /**
     * Calls a model once, on the calling thread.
     *
     * @param deadlineNanos when the run must have ended, on the clock of {@link System#nanoTime()}
     * @param text takes each piece of text, in order
     */
    public ModelReply call(ModelRequest request, long deadlineNanos, Consumer<String> text)
            throws ModelFailure, InterruptedException {
        long start = System.nanoTime();
        StreamingChatModel model = models.named(catalogue.resolve(request.model()));
        ChatRequest asked = ChatMessages.request(request);
        Timer outcome = failed;
        ModelStream stream = ModelStream.open(handler -> model.chat(asked, handler));
        try {
            ModelReply reply = new Reading(stream, deadlineNanos, text).toEnd();
            outcome = answered;
            return reply;
        } catch (ModelFailure | InterruptedException e) {
            throw e;
        } finally {
            stream.close();
            outcome.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    /** One reply being read. */
    private final class Reading {

        private final ModelStream stream;
        private final long deadlineNanos;
        private final Consumer<String> text;
        private final StringBuilder whole = new StringBuilder();
        private final StringBuilder gathered = new StringBuilder();
        private long handedOnAt;

        Reading(ModelStream stream, long deadlineNanos, Consumer<String> text) {
            this.stream = stream;
            this.deadlineNanos = deadlineNanos;
            this.text = text;
            this.handedOnAt = System.nanoTime() - GATHER_NANOS;
        }

        ModelReply toEnd() throws ModelFailure, InterruptedException {
            while (true) {
                ModelStream.Signal signal = next();
                if (System.nanoTime() - deadlineNanos >= 0) {
                    throw ReplyReader.failure(
                            "run-timeout",
                            "The run took too long",
                            "The run passed its time limit; ask for less at once.",
                            false);
                }
                switch (signal) {
                    case null -> {
                        if (gathered.isEmpty()) {
                            throw ReplyReader.failure(
                                    "model-timeout",
                                    "The model fell silent",
                                    "The model sent nothing for too long; ask again.",
                                    true);
                        }
                        handOn();
                    }
                    case ModelStream.Signal.Text(String piece) -> gather(piece);
                    case ModelStream.Signal.Failed(Throwable cause) ->
                            throw ReplyReader.failure(cause);
                    case ModelStream.Signal.Done done -> {
                        handOn();
                        return ReplyReader.read(done.response(), whole.toString());
                    }
                }
            }
        }

        private ModelStream.@Nullable Signal next() throws InterruptedException {
            ModelStream.Signal ready = stream.poll();
            if (ready != null) {
                return ready;
            }
            long patience =
                    gathered.isEmpty()
                            ? config.idleTimeout().toNanos()
                            : Math.max(0, handedOnAt + GATHER_NANOS - System.nanoTime());
            return stream.await(Math.min(patience, deadlineNanos - System.nanoTime()));
        }

        private void gather(String piece) throws ModelFailure {
            gathered.append(TextPolicy.sanitise(piece));
            if (whole.length() + gathered.length() > config.maxReplyChars()) {
                throw ReplyReader.failure(
                        "reply-too-long",
                        "The model did not stop",
                        "The model's answer passed "
                                + config.maxReplyChars()
                                + " characters and was cut off.",
                        false);
            }
            boolean due = System.nanoTime() - handedOnAt >= GATHER_NANOS;
            if (due || gathered.length() >= GATHER_CHARS) {
                handOn();
            }
        }

        private void handOn() {
            if (gathered.isEmpty()) {
                return;
            }
            String piece = gathered.toString();
            gathered.setLength(0);
            whole.append(piece);
            handedOnAt = System.nanoTime();
            text.accept(piece);
        }
    }
}
