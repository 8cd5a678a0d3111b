package dev.parley.local.model.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveralValuesTest {

    private static final String EVENT =
            """
            {"type":"object","required":["title","start"],"properties":{
              "title":{"type":"string"},"start":{"type":"string","format":"date-time"},
              "attendees":{"type":"array","items":{"type":"string","format":"email"}},
              "location":{"type":"object","required":["city"],"properties":{
                "city":{"type":"string"},"room":{"type":"string"}}},
              "all_day":{"type":"boolean"}}}
            """;

    private final FixedDayFiller filler = new FixedDayFiller();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Create an event titled \"Team sync\" on 2026-03-05 at 10:00 with bob@example.com and ann@example.com"
                        + " | {'title':'Team sync','start':'2026-03-05T10:00:00Z','attendees':['bob@example.com','ann@example.com']}",
                "Schedule a meeting called Budget review tomorrow at 3pm in Berlin"
                        + " | {'title':'Budget review','start':'2026-01-06T15:00:00Z','location':{'city':'Berlin'}}",
            })
    void fillsMomentsListsAndNestedObjects(String said, String arguments)
            throws JsonProcessingException {
        filler.assertArguments(arguments, EVENT, "create_event", said);
    }

    @Test
    void fillsAListOfObjectsFromAnEnumeration() throws JsonProcessingException {
        String schema =
                """
                {"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"$ref":"#/$defs/Item"}}},
                 "$defs":{"Item":{"type":"object","required":["product","quantity"],"properties":{
                   "product":{"type":"string"},"quantity":{"type":"integer"}}}}}
                """;

        filler.assertArguments(
                "{'items':[{'product':'apples','quantity':2},{'product':'pears','quantity':3}]}",
                schema,
                "place_order",
                "Order 2 apples and 3 pears");
    }

    @Test
    void listsSiblingsForValuesSideBySide() throws JsonProcessingException {
        String schema =
                "{'type':'object','required':['city'],'properties':{'city':{'type':'string'}}}";

        Filling filling =
                filler.fill(
                        schema.replace('\'', '"'),
                        "get_weather",
                        "weather in Paris, London and New York");

        assertEquals("{\"city\":\"Paris\"}", filling.arguments().toString());
        assertEquals(
                "[{\"city\":\"London\"}, {\"city\":\"New York\"}]", filling.siblings().toString());
    }
}
