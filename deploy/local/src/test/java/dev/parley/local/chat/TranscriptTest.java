package dev.parley.local.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.local.chat.Transcript.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Transcript transcript =
            new Transcript(new PrintStream(shown, true, StandardCharsets.UTF_8));

    @Test
    void aToolCallAndItsResultAreOneLine() {
        show(
                "tool.called",
                "{'call_id':'c1','tool':'calculator','arguments':{'expression':'18*24.5'}}");
        show("tool.finished", "{'call_id':'c1','tool':'calculator','result':{'result':441}}");
        show("message.delta", "{'text':'It is '}");
        show("message.delta", "{'text':'441.'}");

        assertEquals(Progress.COMPLETED, show("run.completed", "{}"));
        assertEquals(
                """
                ⚙ calculator {"expression":"18*24.5"} → {"result":441}
                It is 441.
                """
                        .replace("{\"result\":441}", "441"),
                shown());
    }

    @Test
    void resultsOfCallsThatRanSideBySideNameTheirTool() {
        show("tool.called", "{'call_id':'c1','tool':'clock','arguments':{}}");
        show("tool.called", "{'call_id':'c2','tool':'calculator','arguments':{}}");
        show("tool.finished", "{'call_id':'c2','tool':'calculator','result':2}");
        show(
                "tool.failed",
                "{'call_id':'c1','tool':'clock','problem':{'title':'Timed out','detail':'Try later.'}}");

        assertEquals(
                """
                ⚙ clock {}
                ⚙ calculator {} → 2
                ⚙ clock ✘ Timed out: Try later.
                """,
                shown());
    }

    @Test
    void saysThatAReplyBeginsAgain() {
        show("message.delta", "{'text':'Wro'}");
        show("message.reset", "{}");
        show("message.delta", "{'text':'Right'}");
        show("run.completed", "{}");

        assertEquals("Wro\n↻ the reply begins again\nRight\n", shown());
    }

    @Test
    void aFailureShowsItsProblem() {
        Progress progress =
                show(
                        "run.failed",
                        "{'problem':{'title':'Model unavailable','detail':'Ask again in a minute.'}}");

        assertEquals(Progress.FAILED, progress);
        assertEquals("✘ Model unavailable: Ask again in a minute.\n", shown());
    }

    @Test
    void aReplyCannotSteerTheTerminal() {
        show("message.delta", "{'text':'a\\u001b[2Jb\\u0007\\nc'}");

        assertEquals("a[2Jb\nc", shown());
    }

    @Test
    void eventsAreReadLineByLine() {
        EventLines lines = new EventLines();
        List<ServerEvent> events =
                Stream.of(
                                ": hello",
                                "id: 7",
                                "event: a",
                                "data: {",
                                "data: }",
                                "",
                                "",
                                "data:x",
                                "")
                        .map(lines::next)
                        .flatMap(Optional::stream)
                        .toList();

        assertEquals(
                List.of(new ServerEvent("7", "a", "{\n}"), new ServerEvent("7", "", "x")), events);
    }

    private Progress show(String type, String data) {
        return transcript.show(new ServerEvent("1", type, data.replace('\'', '"')));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
