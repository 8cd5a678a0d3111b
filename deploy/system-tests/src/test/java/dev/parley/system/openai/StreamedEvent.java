package dev.parley.system.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseRetrieveParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An event of a response's stream.
 *
 * @param number its {@code sequence_number}
 */
record StreamedEvent(int number, ResponseStreamEvent event) {

    static StreamedEvent of(ResponseStreamEvent event) {
        JsonNode json = Objects.requireNonNull(event._json().orElseThrow().convert(JsonNode.class));
        return new StreamedEvent(json.path("sequence_number").asInt(-1), event);
    }

    /** Begins a response and reads its stream to the end. */
    static List<StreamedEvent> begun(OpenAIClient client, ResponseCreateParams wanted) {
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(wanted)) {
            return stream.stream().map(StreamedEvent::of).toList();
        }
    }

    /** Begins a response, reads its stream until some text has come, and hangs up. */
    static List<StreamedEvent> begunAndLeft(OpenAIClient client, ResponseCreateParams wanted) {
        List<StreamedEvent> seen = new ArrayList<>();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(wanted)) {
            Iterator<ResponseStreamEvent> events = stream.stream().iterator();
            while (text(seen).isEmpty() && events.hasNext()) {
                seen.add(of(events.next()));
            }
        }
        return seen;
    }

    /** The whole stream of a response, from its first event. */
    static List<StreamedEvent> all(OpenAIClient client, String id) {
        return retrieved(client, ResponseRetrieveParams.builder().responseId(id).build());
    }

    /** What comes after an event, to the end of the stream. */
    static List<StreamedEvent> after(OpenAIClient client, String id, long number) {
        return retrieved(
                client,
                ResponseRetrieveParams.builder().responseId(id).startingAfter(number).build());
    }

    private static List<StreamedEvent> retrieved(
            OpenAIClient client, ResponseRetrieveParams wanted) {
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().retrieveStreaming(wanted)) {
            return stream.stream().map(StreamedEvent::of).toList();
        }
    }

    /** The text that the deltas add up to. */
    static String text(List<StreamedEvent> events) {
        return events.stream()
                .flatMap(event -> event.event().outputTextDelta().stream())
                .map(ResponseTextDeltaEvent::delta)
                .collect(Collectors.joining());
    }

    /** The text of a whole response. */
    static String said(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .map(content -> content.asOutputText().text())
                .collect(Collectors.joining());
    }
}
