package dev.parley.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.event.CancelRequested;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.MessagePosted;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunEvent;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.ToolCallRecord;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {

    @Test
    void topicsOfTheCodeAreTheTopicsOfTheFile() {
        List<String> code = Arrays.stream(Topic.values()).map(Topic::topicName).sorted().toList();
        List<String> file =
                TopicDeclaration.all().stream().map(TopicDeclaration::name).sorted().toList();
        assertEquals(file, code);
    }

    @Test
    void idsGrowWithinAProcess() {
        UUID last = UuidV7.next();
        for (int i = 0; i < 10_000; i++) {
            UUID next = UuidV7.next();
            assertTrue(next.toString().compareTo(last.toString()) > 0, "ids must grow");
            assertEquals(7, next.version());
            assertEquals(2, next.variant());
            last = next;
        }
    }

    @Test
    void anIdReadsBackWhatItShows() {
        ConversationId id = ConversationId.next();
        assertEquals(id, ConversationId.parse(id.toString()));
        CallId call = new CallId(RunId.next(), 3, 1);
        assertEquals(call, CallId.parse(call.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "conv_",
                "conv_1-1-1-1-1",
                "CONV_0190a1b2c3d4e5f60718293a4b5c6d7e",
                "conv_0190A1B2c3d4e5f60718293a4b5c6d7e",
                "run_0190a1b2c3d4e5f60718293a4b5c6d7e",
                "conv_0190a1b2c3d4e5f60718293a4b5c6d7e0",
                "conv_+190a1b2c3d4e5f60718293a4b5c6d7e"
            })
    void refusesWhatIsNoConversationId(String text) {
        assertTrue(ConversationId.find(text).isEmpty());
    }

    @Test
    void aRunEventReadsBackWhatItWrote() throws JsonProcessingException {
        RunId run = RunId.next();
        RunEvent event =
                new RunEvent(
                        RunEvent.VERSION,
                        "acme",
                        ConversationId.next(),
                        run,
                        2,
                        7,
                        Instant.parse("2026-01-02T03:04:05.678Z"),
                        new RunActivity.ToolCalled(
                                new CallId(run, 0, 0),
                                "calculator",
                                JsonNodeFactory.instance.objectNode(),
                                true));
        String json = EventJson.mapper().writeValueAsString(event);
        assertTrue(json.contains("\"type\":\"tool.called\""), json);
        assertEquals(event, EventJson.mapper().readValue(json, RunEvent.class));
    }

    @Test
    void aFailedToolCallIsReadWithoutAResult() throws JsonProcessingException {
        RunId run = RunId.next();
        RunActivity.Completed completed =
                new RunActivity.Completed(
                        "assistant",
                        "sorry",
                        List.of(
                                new ToolCallRecord(
                                        new CallId(run, 0, 0),
                                        "calculator",
                                        JsonNodeFactory.instance.objectNode(),
                                        null,
                                        new RunProblem(
                                                "division-by-zero",
                                                "No result",
                                                "Divide by something else."))),
                        Usage.NONE);
        String json = EventJson.mapper().writeValueAsString(completed);
        assertEquals(completed, EventJson.mapper().readValue(json, RunActivity.class));
    }

    @Test
    void aNewerEventWithUnknownFieldsIsRead() throws JsonProcessingException {
        String json = golden().replace("{\"version\":1", "{\"version\":1,\"mood\":\"new\"");
        assertEquals("hi", EventJson.mapper().readValue(json, MessagePosted.class).content());
    }

    @Test
    void aConversationEventReadsBackAsWhatItWas() throws JsonProcessingException {
        ConversationEvent cancel =
                new CancelRequested(
                        ConversationEvent.VERSION,
                        UuidV7.next(),
                        "acme",
                        ConversationId.next(),
                        RunId.next(),
                        Instant.parse("2026-01-02T03:04:05.678Z"));
        String json = EventJson.mapper().writeValueAsString(cancel);
        assertEquals(cancel, EventJson.mapper().readValue(json, ConversationEvent.class));
    }

    @Test
    void anEventWithoutATypeIsAPostedMessage() throws JsonProcessingException {
        ConversationEvent read = EventJson.mapper().readValue(golden(), ConversationEvent.class);
        assertEquals("hi", ((MessagePosted) read).content());
    }

    @Test
    void anEventWithoutARequiredFieldIsRefused() {
        String json = golden().replace("\"tenant\":\"acme\",", "");
        assertThrows(
                JsonProcessingException.class,
                () -> EventJson.mapper().readValue(json, MessagePosted.class));
    }

    private static String golden() {
        return """
        {"version":1,"event_id":"0190a1b2-c3d4-7e5f-8071-8293a4b5c6d7","tenant":"acme","user":"ada",\
        "conversation_id":"conv_0190a1b2c3d47e5f80718293a4b5c6d7",\
        "message_id":"msg_0190a1b2c3d47e5f80718293a4b5c6d7","message_seq":1,\
        "run_id":"run_0190a1b2c3d47e5f80718293a4b5c6d7","after_run_id":null,"agent":"assistant",\
        "priority":"normal","content":"hi","at":"2026-01-02T03:04:05Z"}\
        """;
    }
}
