package dev.parley.local.model.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaRulesTest {

    private final FixedDayFiller filler = new FixedDayFiller();

    @Test
    void keepsPatternsRangesAndDefaults() throws JsonProcessingException {
        String schema =
                """
                {"type":"object","required":["code","page","size"],"properties":{
                  "code":{"type":"string","pattern":"^[A-Z]{3}-[0-9]+$"},
                  "page":{"type":"integer","default":1},
                  "size":{"type":"integer","maximum":50}}}
                """;

        assertEquals(
                List.of("size"), filler.fill(schema, "list", "list ABC-12, size 500").missing());
        filler.assertArguments(
                "{'code':'ABC-12','page':1,'size':20}", schema, "list", "list ABC-12, size 20");
    }

    @Test
    void writesExpressionsAsTheDescriptionShowsThem() throws JsonProcessingException {
        String plain = expression("An arithmetic expression");
        String percent = expression("For example: 18% of 2450");
        String python = expression("A Python expression, e.g. 2 ** 3");

        filler.assertArguments(
                "{'expression':'18 / 100 * 2450'}", plain, "calculator", "What is 18% of 2450?");
        filler.assertArguments(
                "{'expression':'18% of 2450'}", percent, "calculator", "What is 18% of 2450?");
        filler.assertArguments("{'expression':'2 ** 10'}", python, "calculator", "What is 2^10?");
    }

    @Test
    void namesWhatIsMissingByItsPath() throws JsonProcessingException {
        String schema =
                """
                {"type":"object","required":["address"],"properties":{"address":{"type":"object","required":["street","zip"],
                 "properties":{"street":{"type":"string"},"zip":{"type":"string"}}}}}
                """;

        assertEquals(
                List.of("address.street"),
                filler.fill(schema, "ship", "ship it to zip 12345").missing());
    }

    @Test
    void givesUpOnAPatternThatTakesForever() {
        String schema =
                """
                {"type":"object","required":["a"],"properties":{"a":{"type":"string","pattern":"^(([a-z])+.)+[A-Z]([a-z])+$"}}}
                """;

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> filler.fill(schema, "t", "a".repeat(60) + " " + "b".repeat(60)));
    }

    @Test
    void survivesASchemaThatContainsItself() {
        String schema =
                """
                {"$ref":"#/$defs/Node","$defs":{"Node":{"type":"object","required":["name","left"],"properties":{
                  "name":{"type":"string"},"left":{"$ref":"#/$defs/Node"},"children":{"type":"array","items":{"$ref":"#/$defs/Node"}}}}}}
                """;

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> filler.fill(schema, "t", "name it Foo"));
    }

    private static String expression(String description) {
        return "{\"type\":\"object\",\"required\":[\"expression\"],\"properties\":{\"expression\":"
                + "{\"type\":\"string\",\"description\":\""
                + description
                + "\"}}}";
    }
}
