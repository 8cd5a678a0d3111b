package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** How a run ended, as the log says. */
public sealed interface RunEnd {

    /**
     * With a reply.
     *
     * @param text all that was said, perhaps nothing
     * @param calls what the client is to execute
     */
    record Answered(String text, List<ClientCall> calls, JsonNode usage) implements RunEnd {}

    /** Stopped on request; what had been said by then. */
    record Cancelled(String text, JsonNode usage) implements RunEnd {}

    /** Without a reply. */
    record Failed(RunFailure failure) implements RunEnd {}

    /** A call of one of the client's tools. */
    record ClientCall(String callId, String tool, String arguments) {

        /** Those of a stored message's calls that are the client's. */
        public static List<ClientCall> of(JsonNode toolCalls) {
            List<ClientCall> calls = new ArrayList<>();
            for (JsonNode call : toolCalls) {
                if (!call.hasNonNull("result") && !call.hasNonNull("problem")) {
                    calls.add(
                            new ClientCall(
                                    call.path("call_id").asText(),
                                    call.path("tool").asText(),
                                    call.path("arguments").toString()));
                }
            }
            return calls;
        }
    }

    /** Whether an event says something about the end. */
    static boolean decidedBy(LogEvent event) {
        return event.endsRun() || event.type().equals(EventType.MESSAGE_COMPLETED);
    }

    /** Reads the end from the events that decide it, the terminal one last. */
    static RunEnd of(List<LogEvent> decisive) {
        LogEvent terminal = decisive.getLast();
        JsonNode data = data(terminal);
        JsonNode message =
                decisive.size() > 1
                        ? data(decisive.getFirst()).path("message")
                        : MissingNode.getInstance();
        String text = message.path("content").asText("");
        return switch (terminal.type()) {
            case EventType.RUN_COMPLETED ->
                    new Answered(
                            text, ClientCall.of(message.path("tool_calls")), data.path("usage"));
            case EventType.RUN_CANCELLED -> new Cancelled(text, data.path("usage"));
            default -> new Failed(RunFailure.of(data.path("problem")));
        };
    }

    /** The fields of an event. */
    public static JsonNode data(LogEvent event) {
        try {
            return EventJson.mapper().readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the log holds JSON", e);
        }
    }
}
