package dev.parley.tool.mcp.client.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.AnswerHead;
import dev.parley.tool.egress.BodyLost;
import dev.parley.tool.egress.Loss;
import dev.parley.tool.egress.StreamedAnswer;
import dev.parley.tool.mcp.client.limit.ForeignJson;
import dev.parley.tool.mcp.client.outcome.EgressFaults;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.wire.Courier.Journey;
import dev.parley.tool.mcp.client.wire.Courier.Opened;
import dev.parley.tool.mcp.client.wire.MessageStream.Piece;
import dev.parley.tool.mcp.rpc.RpcMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Hears the answer to one message, as JSON or from a stream, which may break and be taken up. */
final class Answering {

    private static final Logger LOG = Logger.getLogger(Answering.class);
    private static final String EVENTS = "text/event-stream";

    /** Of a refusal, as much is looked at. */
    private static final int MOST_OF_A_REFUSAL = 64 << 10;

    private static final Duration USUAL_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final Outgoing message;
    private final Journey journey;
    private final BiFunction<Outgoing, Journey, Opened> open;
    private final MessageStream stream;

    Answering(Outgoing message, Journey journey, BiFunction<Outgoing, Journey, Opened> open) {
        this.message = message;
        this.journey = journey;
        this.open = open;
        this.stream =
                new MessageStream(
                        message.id(), journey.counterpart(), journey.terms().maxMessages());
    }

    Heard hear() {
        return switch (open.apply(message, journey)) {
            case Opened.Not(Heard heard) -> heard;
            case Opened.Answered(StreamedAnswer answer) -> read(answer);
        };
    }

    private Heard read(StreamedAnswer answer) {
        int status = answer.head().status();
        if (status >= 300) {
            return refusal(answer);
        }
        boolean wordless = message.id().isEmpty() && message.body().isPresent();
        if (wordless || status == 202 || status == 204) {
            discard(answer);
            return wordless
                    ? new Heard.Status(status)
                    : lost(Fault.broken("The server takes the request and gives no answer."));
        }
        String type = answer.head().contentType().mediaType();
        try {
            return type.equals(EVENTS) ? stream(answer) : whole(answer);
        } catch (ProtocolBroken e) {
            return lost(Fault.broken(e.sentence()));
        }
    }

    private Heard whole(StreamedAnswer answer) throws ProtocolBroken {
        if (!answer.head().contentType().isJson()) {
            discard(answer);
            throw new ProtocolBroken("The server answers with something that is no JSON.");
        }
        try (InputStream body = answer.body()) {
            return stream.take(ForeignJson.read(body.readAllBytes()))
                    .map(reply -> heard(reply, answer.head()))
                    .orElseThrow(() -> new ProtocolBroken("The server answers with no answer."));
        } catch (BodyLost e) {
            return lost(EgressFaults.of(e.reason()));
        } catch (IOException e) {
            throw new IllegalStateException("a body is lost for a reason", e);
        }
    }

    private Heard stream(StreamedAnswer first) throws ProtocolBroken {
        StreamedAnswer answer = first;
        journey.counterpart().opened();
        for (int left = journey.terms().resumptions(); ; left--) {
            Loss reason;
            try (InputStream body = answer.body()) {
                switch (stream.read(body)) {
                    case Piece.Replied(RpcMessage.Reply reply) -> {
                        return heard(reply, answer.head());
                    }
                    case Piece.Broke(Loss loss) -> reason = loss;
                }
            } catch (IOException e) {
                throw new IllegalStateException("closing a body does no harm", e);
            }
            if (message.id().isEmpty() && reason == Loss.DISCONNECTED) {
                return new Heard.Ended();
            }
            Optional<StreamedAnswer> next =
                    reason == Loss.DISCONNECTED && left > 0 ? resumed() : Optional.empty();
            if (next.isEmpty()) {
                return lost(EgressFaults.of(reason));
            }
            answer = next.get();
        }
    }

    /**
     * The rest of a stream that broke, from where the server said that it can be had. It is only
     * read on: nothing is asked for a second time.
     */
    private Optional<StreamedAnswer> resumed() {
        if (!message.resumable() || stream.lastId().isEmpty()) {
            return Optional.empty();
        }
        Duration pause = stream.retry().orElse(USUAL_RETRY);
        boolean over =
                journey.cancellation()
                        .pause(pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY);
        if (over || journey.terms().until().isOver()) {
            return Optional.empty();
        }
        Opened opened = open.apply(message.resuming(stream.lastId().get()), journey);
        if (opened instanceof Opened.Answered(StreamedAnswer answer)) {
            if (answer.head().status() == 200
                    && answer.head().contentType().mediaType().equals(EVENTS)) {
                return Optional.of(answer);
            }
            discard(answer);
        }
        return Optional.empty();
    }

    private static Heard heard(RpcMessage.Reply reply, AnswerHead head) {
        return reply.failed() || !(reply.body() instanceof ObjectNode result)
                ? error(head.status(), reply.body())
                : new Heard.Result(result, head);
    }

    private static Heard refusal(StreamedAnswer answer) {
        int status = answer.head().status();
        if (status < 400) {
            discard(answer);
            return lost(
                    new Fault(
                            FaultReason.REDIRECTED,
                            "The server says that it is elsewhere; store the address that it means."));
        }
        try (InputStream body = answer.body()) {
            return ForeignJson.read(body.readNBytes(MOST_OF_A_REFUSAL))
                    .map(said -> said.path("error"))
                    .filter(error -> error.path("code").isIntegralNumber())
                    .map(error -> error(status, error))
                    .orElseGet(() -> new Heard.Status(status));
        } catch (IOException e) {
            // The status has arrived, and that is what counts.
            LOG.debugf("A refusal broke off: %s", e.getMessage());
            return new Heard.Status(status);
        }
    }

    private static Heard error(int status, JsonNode error) {
        return new Heard.Refused(
                status,
                error.path("code").asLong(),
                error.path("message").asText(),
                error.path("data"));
    }

    private static Heard lost(Fault fault) {
        return new Heard.Failed(fault.afterLeaving(), true);
    }

    /** Leaves the rest of an answer unread. */
    static void discard(StreamedAnswer answer) {
        try {
            answer.body().close();
        } catch (IOException e) {
            LOG.debugf("A body could not be closed: %s", e.getMessage());
        }
    }
}
