package dev.parley.tool.builtin.text;

import static dev.parley.tool.builtin.Calls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.builtin.Calls;
import dev.parley.tool.invocation.ToolFailure;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextQueryTest {

    private final TextQuery query = new TextQuery();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strawberry | r | 10 | 1 | 1 | 3",
                "Don't stop, can't stop! | stop | 23 | 4 | 1 | 2",
                "naïve café | é | 10 | 2 | 1 | 1",
                "👩‍👩‍👧 family 🇩🇪 | f | 10 | 1 | 1 | 1",
                "a.b.c | . | 5 | 1 | 1 | 2"
            })
    void countsAsAReaderDoes(
            String text, String pattern, int characters, int words, int lines, int matches)
            throws ToolFailure {
        JsonNode told = call(of("count", text).put("pattern", pattern));

        assertEquals(characters, told.path("characters").asInt());
        assertEquals(words, told.path("words").asInt());
        assertEquals(lines, told.path("lines").asInt());
        assertEquals(matches, told.path("matches").asInt());
    }

    @Test
    void countsNothingInNothing() throws ToolFailure {
        assertEquals(json("{'characters':0,'words':0,'lines':0}"), call(of("count", "")));
        assertEquals(3, call(of("count", "a\r\nb\nc\n")).path("lines").asInt());
    }

    @Test
    void findsWithPlacesAndGroups() throws ToolFailure {
        JsonNode told =
                call(
                        of("find", "one 2026-01\n🙂 two 2026-02")
                                .put("pattern", "(\\d{4})-(\\d{2})(x)?")
                                .put("regex", true));

        assertEquals(
                json(
                        "[{'line':1,'column':5,'match':'2026-01','groups':['2026','01',null]},"
                                + "{'line':2,'column':7,'match':'2026-02','groups':['2026','02',null]}]"),
                told.path("found"));
        assertEquals(2, told.path("matches").asInt());
    }

    @Test
    void takesLiteralsLiterally() throws ToolFailure {
        ObjectNode find = of("find", "a.b A.B axb").put("pattern", "a.b");
        assertEquals(1, call(find).path("matches").asInt());
        assertEquals(2, call(find.put("ignore_case", true)).path("matches").asInt());
        assertEquals(3, call(find.put("regex", true)).path("matches").asInt());
    }

    @Test
    void showsAHundredMatchesAndCountsAll() throws ToolFailure {
        JsonNode told = call(of("find", "ab".repeat(500)).put("pattern", "b"));

        assertEquals(500, told.path("matches").asInt());
        assertEquals(100, told.path("found").size());
        assertTrue(told.path("truncated").asBoolean());
    }

    @Test
    void cutsLines() throws ToolFailure {
        ObjectNode lines = of("lines", "a\nb\r\nc\nd");
        assertEquals(
                "b\nc", call(lines.put("first_line", 2).put("last_line", 3)).path("text").asText());
        assertEquals(
                "d", call(lines.put("first_line", 4).put("last_line", 9)).path("text").asText());
        assertEquals(
                "lines-out-of-range",
                Calls.failure(query, lines.put("first_line", 5).put("last_line", 9)));
        assertEquals(
                "lines-out-of-range",
                Calls.failure(query, lines.put("first_line", 3).put("last_line", 2)));
        assertEquals(
                "lines-out-of-range", Calls.failure(query, of("lines", "").put("first_line", 2)));
    }

    @Test
    void cutsBetweenMarkers() throws ToolFailure {
        ObjectNode between = of("between", "<b>one</b> <b>two</b> <b>three");
        JsonNode told = call(between.put("start", "<b>").put("end", "</b>"));

        assertEquals(json("['one','two']"), told.path("texts"));
        assertEquals("argument-missing", Calls.failure(query, of("between", "a")));
        assertEquals("argument-missing", Calls.failure(query, of("find", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{2,1}", "(?=a)", "(a)\\1", "*", "a{1001}"})
    void refusesPatternsThatAreNone(String pattern) {
        String code =
                Calls.failure(query, of("find", "a").put("pattern", pattern).put("regex", true));
        assertTrue(code.equals("pattern-malformed") || code.equals("pattern-too-large"), code);
    }

    /** What brings other engines to their knees. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "(a|aa)+$",
                "(.*a){20}",
                "((a{1,30}){1,30})",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(?:a.*z|a)",
                "(x+x+)+y"
            })
    void isDoneWithHostilePatternsInTime(String pattern) {
        String text = "a".repeat(100_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    try {
                        call(of("count", text).put("pattern", pattern).put("regex", true));
                    } catch (ToolFailure e) {
                        assertEquals("pattern-too-large", e.code());
                    }
                });
    }

    @Test
    void refusesCountsThatMultiply() {
        assertEquals(
                "pattern-too-large",
                Calls.failure(
                        query,
                        of("find", "a").put("pattern", "((a{100}){100}){100}").put("regex", true)));
    }

    private JsonNode call(JsonNode arguments) throws ToolFailure {
        return Calls.call(query, arguments);
    }

    private static ObjectNode of(String operation, String text) {
        return JsonNodeFactory.instance.objectNode().put("operation", operation).put("text", text);
    }
}
