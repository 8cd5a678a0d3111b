package dev.parley.system.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What must hold of a conversation's log whatever was killed while it was written. */
public final class LogRules {

    /** What is said of a run while others may still be going on. */
    private static final Set<String> ACCEPTING = Set.of("message.created", "run.queued");

    private final List<ServerEvent> log;
    private final List<JsonNode> messages;

    private LogRules(List<ServerEvent> log, List<JsonNode> messages) {
        this.log = log;
        this.messages = messages;
    }

    /** Checks a log whose runs have all ended with a reply. */
    public static void check(Conversation conversation, List<ServerEvent> log) {
        checkEnded(conversation, log);
        List<ServerEvent> failed = log.stream().filter(e -> e.type().equals("run.failed")).toList();
        assertEquals(List.of(), failed, "failed runs");
    }

    /** Checks a log whose runs have all ended, with a reply or with a problem. */
    public static void checkEnded(Conversation conversation, List<ServerEvent> log) {
        LogRules rules = new LogRules(log, conversation.messages());
        assertGapless(1, log);
        rules.oneTerminalEach();
        rules.oneAfterTheOther();
        rules.streamedTextIsTheStoredReply();
        rules.eachToolCallOnce();
    }

    /** The events are numbered from here on without a gap. */
    public static void assertGapless(long from, List<ServerEvent> events) {
        assertEquals(
                LongStream.range(from, from + events.size()).boxed().toList(),
                events.stream().map(ServerEvent::seq).toList(),
                "the ids have no gap");
    }

    /** A client got exactly what the log holds, to the microsecond. */
    public static void assertSame(List<ServerEvent> log, List<ServerEvent> received) {
        assertEquals(log, received, "what the client got");
    }

    /** The events of one run. */
    public static List<ServerEvent> ofRun(String run, List<ServerEvent> events) {
        return events.stream().filter(event -> event.run().equals(run)).toList();
    }

    /** The text of the deltas since the last reset. */
    public static String streamedText(List<ServerEvent> events) {
        StringBuilder text = new StringBuilder();
        for (ServerEvent event : events) {
            switch (event.type()) {
                case "message.reset" -> text.setLength(0);
                case "message.delta" -> text.append(event.json().path("text").asText());
                default -> {
                    // Only these carry text.
                }
            }
        }
        return text.toString();
    }

    private List<String> runs() {
        return log.stream()
                .filter(event -> event.type().equals("message.created"))
                .map(ServerEvent::run)
                .toList();
    }

    private void oneTerminalEach() {
        for (String run : runs()) {
            List<ServerEvent> own = ofRun(run, log);
            long ends = own.stream().filter(ServerEvent::isTerminal).count();
            assertEquals(1, ends, "the ends of " + run + ": " + own);
            assertTrue(own.getLast().isTerminal(), "nothing follows the end of " + run);
        }
    }

    /**
     * Runs follow each other in the order in which their messages were accepted, and none says
     * anything between another's beginning and end.
     */
    private void oneAfterTheOther() {
        List<String> turns = new ArrayList<>();
        for (ServerEvent event : log) {
            boolean accepting = ACCEPTING.contains(event.type());
            if (!accepting && (turns.isEmpty() || !turns.getLast().equals(event.run()))) {
                turns.add(event.run());
            }
        }
        assertEquals(runs(), turns, "each run from its beginning to its end, then the next");
    }

    private void streamedTextIsTheStoredReply() {
        Map<String, List<JsonNode>> replies =
                messages.stream()
                        .filter(message -> message.path("role").asText().equals("assistant"))
                        .collect(Collectors.groupingBy(message -> message.path("run_id").asText()));
        for (String run : runs()) {
            List<JsonNode> stored = replies.getOrDefault(run, List.of());
            boolean completed = ofRun(run, log).getLast().type().equals("run.completed");
            assertEquals(completed ? 1 : 0, stored.size(), "replies stored of " + run);
            String content = completed ? stored.getFirst().path("content").asText() : "";
            assertEquals(content, streamedText(ofRun(run, log)), "what was streamed of " + run);
        }
    }

    private void eachToolCallOnce() {
        Map<String, Long> marks = new LinkedHashMap<>();
        log.stream()
                .filter(event -> event.type().startsWith("tool."))
                .forEach(event ->
                        marks.merge(
                                event.type() + " " + event.json().path("call_id").asText(),
                                1L,
                                Long::sum));
        marks.forEach((mark, times) -> assertEquals(1, times, mark));
    }
}
