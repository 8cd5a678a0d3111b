package dev.parley.tool.builtin.json;

import static dev.parley.tool.builtin.Calls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.builtin.Calls;
import dev.parley.tool.invocation.ToolFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonQueryTest {

    private static final String SHOP =
            "{'items':[{'name':'pen','price':3,'tags':['a','b']},{'name':'ink','price':12,'tags':[]},"
                    + "{'name':'nib','price':7.5,'tags':['b']}],'a/b':{'~':1},'none':null}";

    private final JsonQuery query = new JsonQuery();

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '"',
            value = {
                "/items/0/name => 'pen'",
                "/items/2/tags => ['b']",
                "/a~1b/~0 => 1",
                "items[?price > `5`].name => ['ink','nib']",
                "items[*].{n: name, p: price} => [{'n':'pen','p':3},{'n':'ink','p':12},{'n':'nib','p':7.5}]",
                "sort_by(items, &price)[-1].name => 'ink'",
                "length(items) => 3",
                "items[].tags[] => ['a','b','b']",
                "items[?contains(tags, `\"b\"`)].name => ['pen','nib']",
                "join(', ', items[*].name) => 'pen, ink, nib'",
                "max_by(items, &price).price => 12",
                "sum(items[*].price) => 22.5",
                "items[?tags == `[]`] | [0].name => 'ink'",
                "keys(@) => ['items','a/b','none']",
                "to_string(items[0].tags) => '[\\\"a\\\",\\\"b\\\"]'"
            })
    void finds(String expression, String result) throws ToolFailure {
        JsonNode told = call(json(SHOP), expression);

        assertEquals(json(result).toString(), told.path("result").toString());
        assertTrue(told.path("found").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/9", "/nothing", "nothing", "items[9]", "none", "/none"})
    void saysThatNothingIsThere(String expression) throws ToolFailure {
        JsonNode told = call(json(SHOP), expression);

        assertTrue(told.path("result").isNull());
        assertEquals(false, told.path("found").asBoolean());
    }

    @Test
    void readsDocumentsThatAreText() throws ToolFailure {
        JsonNode text = JsonNodeFactory.instance.textNode(SHOP.replace('\'', '"'));

        assertEquals("pen", call(text, "items[0].name").path("result").asText());
        assertEquals(3, call(text, "").path("result").path("items").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "{} {}", "{\"a\":01}", "[1e" + "9" + ",]"})
    void refusesTextThatIsNoJson(String document) {
        assertEquals(
                "document-malformed", failure(JsonNodeFactory.instance.textNode(document), "a"));
    }

    @Test
    void refusesDocumentsThatNestTooDeep() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertEquals("document-malformed", failure(JsonNodeFactory.instance.textNode(deep), "[0]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items[",
                "items[?price >]",
                "no_such(items)",
                "length(`1`)",
                "sum(items[*].name)",
                "$.items",
                "items[?(@.price > 1)]",
                "`{`",
                "'unclosed"
            })
    void refusesQueriesThatAreNone(String expression) {
        assertEquals("query-malformed", failure(json(SHOP), expression));
    }

    @Test
    void refusesQueriesThatNestTooDeep() {
        assertEquals(
                "query-too-deep", failure(json("{}"), "[".repeat(400) + "@" + "]".repeat(400)));
        assertEquals("query-too-deep", failure(json("{}"), "!".repeat(500) + "a"));
    }

    /** As long as they may be, on the small stack that a request's thread has. */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "a||", "@|", "a[0].", "!a&&", "a==a||", "[0]"})
    void bearsLongQueries(String part) throws Exception {
        String query = part.repeat(1000 / part.length()).replaceAll("[.|&=]+$", "");
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        end.complete(call(json("{'a':1}"), query).toString());
                    } catch (ToolFailure e) {
                        end.complete(e.code());
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                    }
                });
        assertTrue(end.get(20, TimeUnit.SECONDS).contains("result"), query);
    }

    /** A few characters that would fill any memory or take any time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[@,@][] | ",
                "[@,@] | ",
                "{a:@,b:@} | ",
                "to_string([@,@]) | ",
                "[@,@,@,@,@,@,@,@] | [*][*] | "
            })
    void endsQueriesThatGrow(String part) {
        String expression = part.repeat(1000 / part.length() - 1);
        String whole = expression.substring(0, expression.length() - 3);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    String code = failure(json("[1,2,3]"), whole);
                    assertTrue(
                            code.equals("query-too-expensive") || code.equals("result-too-large"),
                            code);
                });
    }

    @Test
    void endsComparisonsOfWhatIsLargerThanItLooks() {
        String grown = "[@,@] | ".repeat(50);
        String whole = grown + "[[@,@],[@,@]] | [0] == [1]";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals("query-too-expensive", failure(json("[1]"), whole)));
        String within = grown + "[[@,@],[@,@]] | contains(@, [1])";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals("query-too-expensive", failure(json("[1]"), within)));
    }

    @Test
    void endsTextsThatGrow() {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 10_000; i++) {
            parts.add("x");
        }
        JsonNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("glue", "y".repeat(100_000))
                        .set("parts", parts);

        assertEquals("query-too-expensive", failure(document, "join(glue, parts)"));
    }

    @Test
    void copesWithManyElements() throws ToolFailure {
        ArrayNode many = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 20_000; i++) {
            many.addObject().put("n", (i * 7919) % 20_000).put("s", "text " + i);
        }

        JsonNode told = call(many, "sort_by(@, &n)[:2].n");

        assertEquals(json("[0,1]"), told.path("result"));
        assertEquals("result-too-large", failure(many, "[*].s"));
    }

    private JsonNode call(JsonNode document, String expression) throws ToolFailure {
        return Calls.call(query, arguments(document, expression));
    }

    private String failure(JsonNode document, String expression) {
        return Calls.failure(query, arguments(document, expression));
    }

    private static JsonNode arguments(JsonNode document, String expression) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("query", expression)
                .set("document", document);
    }
}
