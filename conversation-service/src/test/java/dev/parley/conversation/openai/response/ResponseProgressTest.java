package dev.parley.conversation.openai.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.stream.RunFeed;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResponseProgressTest {

    private final ConversationId conversation = ConversationId.next();
    private final RunId run = RunId.next();
    private final ResponseProgress progress =
            new ResponseProgress(
                    new StoredResponse(
                            conversation,
                            run,
                            40,
                            1,
                            1,
                            JsonNodeFactory.instance.objectNode().put("model", "assistant"),
                            Instant.EPOCH));

    @Test
    void numbersAPlainAnswerWithoutGaps() {
        List<Long> numbers =
                numbers(
                        entry(41, EventType.MESSAGE_CREATED, "{}"),
                        entry(42, EventType.RUN_QUEUED, "{}"),
                        entry(43, EventType.RUN_STARTED, "{}"),
                        entry(44, EventType.MESSAGE_DELTA, "{\"text\":\"a\"}"),
                        entry(45, EventType.MESSAGE_DELTA, "{\"text\":\"b\"}"),
                        entry(46, EventType.MESSAGE_DELTA, "{\"text\":\"c\"}"),
                        completed(47),
                        entry(48, EventType.RUN_COMPLETED, "{}"));

        assertEquals(LongStream.range(0, 11).boxed().toList(), numbers);
    }

    @Test
    void givesTheSameNumbersWhereDeltasWereFolded() {
        List<Long> numbers =
                numbers(
                        entry(41, EventType.MESSAGE_CREATED, "{}"),
                        entry(42, EventType.RUN_QUEUED, "{}"),
                        entry(43, EventType.RUN_STARTED, "{}"),
                        folded(44, 46),
                        completed(47),
                        entry(48, EventType.RUN_COMPLETED, "{}"));

        assertEquals(List.of(0L, 1L, 2L, 3L, 6L, 7L, 8L, 9L, 10L), numbers);
    }

    @Test
    void findsWhereInAFoldedTextAClientStopped() {
        numbers(entry(42, EventType.RUN_QUEUED, "{}"), entry(43, EventType.RUN_STARTED, "{}"));

        assertEquals(OptionalLong.of(45), progress.lastPlaceWithin(folded(44, 46), 5));
        assertEquals(OptionalLong.empty(), progress.lastPlaceWithin(folded(44, 46), 3));
        assertEquals(OptionalLong.empty(), progress.lastPlaceWithin(folded(44, 46), 6));
    }

    private List<Long> numbers(RunFeed.Entry... entries) {
        return List.of(entries).stream()
                .flatMap(entry -> progress.take(entry).stream())
                .map(ResponseEvent::number)
                .toList();
    }

    private RunFeed.Entry completed(long seq) {
        return entry(
                seq,
                EventType.MESSAGE_COMPLETED,
                "{\"message\":{\"content\":\"abc\",\"status\":\"complete\"}}");
    }

    private RunFeed.Entry folded(long first, long last) {
        return new RunFeed.Entry(
                entry(last, EventType.MESSAGE_DELTA, "{\"text\":\"abc\"}").event(), first);
    }

    private RunFeed.Entry entry(long seq, String type, String data) {
        return new RunFeed.Entry(
                new LogEvent(conversation, seq, run, type, data, Instant.EPOCH), seq);
    }
}
