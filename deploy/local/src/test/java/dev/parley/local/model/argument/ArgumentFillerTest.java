package dev.parley.local.model.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.value.Utterance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentFillerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String EMAIL =
            """
            {"type":"object","required":["to","subject","body"],"properties":{
              "to":{"type":"string","format":"email"},"subject":{"type":"string"},"body":{"type":"string"}}}
            """;
    private static final String ORDERS =
            """
            {"type":"object","required":["customer_id"],"properties":{
              "customer_id":{"type":"string"},
              "status":{"type":"string","enum":["open","in_transit","cancelled"]},
              "limit":{"type":"integer","minimum":1,"maximum":100}}}
            """;
    private static final String UNITS =
            """
            {"type":"object","required":["value","from","to"],"properties":{
              "value":{"type":"number"},"from":{"type":"string","description":"Unit to convert from"},
              "to":{"type":"string","description":"Unit to convert to"}}}
            """;

    private final FixedDayFiller filler = new FixedDayFiller();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Send an email to bob@example.com with subject \"Lunch\" and body \"See you at noon\""
                        + " | {'to':'bob@example.com','subject':'Lunch','body':'See you at noon'}",
                "Send an email to bob@example.com with the subject Lunch plans and the body See you at noon."
                        + " | {'to':'bob@example.com','subject':'Lunch plans','body':'See you at noon'}",
                "Email bob@example.com about the meeting saying I will be late."
                        + " | {'to':'bob@example.com','subject':'the meeting','body':'I will be late'}",
                "Send an email to bob@example.com. The subject is Lunch. The body should be: See you, Bob!"
                        + " | {'to':'bob@example.com','subject':'Lunch','body':'See you, Bob!'}",
            })
    void fillsAnEmail(String said, String arguments) throws JsonProcessingException {
        filler.assertArguments(arguments, EMAIL, "send_email", said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Show me the last 5 open orders of customer C-1042"
                        + " | {'customer_id':'C-1042','status':'open','limit':5}",
                "orders in transit for customer 42 | {'customer_id':'42','status':'in_transit'}",
                "My customer id is C-17. Show my canceled orders, at most 10"
                        + " | {'customer_id':'C-17','limit':10}",
            })
    void fillsIdsChoicesAndLimits(String said, String arguments) throws JsonProcessingException {
        filler.assertArguments(arguments, ORDERS, "search_orders", said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Convert 10 km to miles | {'value':10,'from':'km','to':'miles'}",
                "convert 10km into miles | {'value':10,'from':'km','to':'miles'}",
                "How many miles is 10.5 km? | {'value':10.5,'from':'km','to':'miles'}",
                "convert 100 degrees Celsius to Fahrenheit | {'value':100,'from':'Celsius','to':'Fahrenheit'}",
                "What is 5 feet in meters? | {'value':5,'from':'feet','to':'meters'}",
                "convert 5 from pounds to kilograms | {'value':5,'from':'pounds','to':'kilograms'}",
            })
    void tellsFromAndToApart(String said, String arguments) throws JsonProcessingException {
        filler.assertArguments(arguments, UNITS, "convert_units", said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Turn on the light in the kitchen | {'room':'kitchen','on':true}",
                "turn off the living room light | {'room':'living room','on':false}",
                "switch the light in the hall on and set the brightness to 40 | {'room':'hall','on':true,'brightness':40}",
            })
    void fillsFlags(String said, String arguments) throws JsonProcessingException {
        String schema =
                """
                {"type":"object","required":["room","on"],"properties":{"room":{"type":"string"},
                 "on":{"type":"boolean"},"brightness":{"type":"integer","minimum":0,"maximum":100}}}
                """;
        filler.assertArguments(arguments, schema, "set_light", said);
    }

    @Test
    void leavesAFlagFalseThatTheTextDenies() throws JsonProcessingException {
        String schema =
                """
                {"type":"object","required":["query"],"properties":{"query":{"type":"string"},"include_archived":{"type":"boolean"}}}
                """;

        filler.assertArguments(
                "{'query':'invoices','include_archived':false}",
                schema,
                "search_files",
                "Search files for invoices without archived");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Roll 2 dice with 6 sides | roll_dice | count:integer sides:integer | {'count':2,'sides':6}",
                "roll three 20-sided dice | roll_dice | count:integer sides:integer | {'count':3,'sides':20}",
                "random number from 5 to 50 | random_number | min:integer max:integer | {'min':5,'max':50}",
                "Define serendipity | define_word | word:string | {'word':'serendipity'}",
                "What is the definition of entropy? | define_word | word:string | {'word':'entropy'}",
                "reverse the text hello world | reverse_text | text:string | {'text':'hello world'}",
                "echo hello there | echo | message:string | {'message':'hello there'}",
                "List the files in /etc/nginx | list_files | path:string | {'path':'/etc/nginx'}",
                "What's the price of AAPL? | getStockPrice | symbol:string | {'symbol':'AAPL'}",
                "who is user 42? | get_user | user_id:integer | {'user_id':42}",
                "Translate good morning into French | translate | text:string target_language:string"
                        + " | {'text':'good morning','target_language':'French'}",
                "Fly from berlin to madrid | fly | origin:string destination:string"
                        + " | {'origin':'berlin','destination':'madrid'}",
                "Transfer 50 from account A-1 to account B-2 | transfer | from_account:string to_account:string amount:number"
                        + " | {'from_account':'A-1','to_account':'B-2','amount':50}",
            })
    void fillsToolsThatItHasNeverSeen(String said, String tool, String parameters, String arguments)
            throws JsonProcessingException {
        filler.assertArguments(arguments, allRequired(parameters), tool, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "what time is it in Tokyo | {'timezone':'Asia/Tokyo'}",
                "what time is it in new york right now | {'timezone':'America/New_York'}",
                "the time in Europe/Paris | {'timezone':'Europe/Paris'}",
                "time in Gotham | {'timezone':'Gotham'}",
            })
    void findsTimeZonesByCity(String said, String arguments) throws JsonProcessingException {
        String schema =
                """
                {"type":"object","required":["timezone"],"properties":{"timezone":{"type":"string","description":"IANA time zone"}}}
                """;
        filler.assertArguments(arguments, schema, "current_time", said);
    }

    @Test
    void takesARequiredValueFromAnEarlierMessageOnlyWhenItIsNamedThere()
            throws JsonProcessingException {
        Utterance named = Utterance.of("My customer id is C-17", FixedDayFiller.TODAY);
        Utterance unnamed = Utterance.of("Somebody mentioned C-99 to me", FixedDayFiller.TODAY);
        ToolSchema schema = ToolSchema.of(JSON.readTree(ORDERS));
        Utterance said = Utterance.of("show open orders", FixedDayFiller.TODAY);

        Filling filling =
                new ArgumentFiller()
                        .fill(
                                schema,
                                Words.contentStems("search orders"),
                                said,
                                List.of(unnamed, named));

        assertEquals("C-17", filling.arguments().path("customer_id").asText());
    }

    private static String allRequired(String parameters) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        for (String parameter : parameters.split(" ", -1)) {
            String name = parameter.substring(0, parameter.indexOf(':'));
            String type = parameter.substring(parameter.indexOf(':') + 1);
            schema.withObject("properties").putObject(name).put("type", type);
            schema.withArray("required").add(name);
        }
        return schema.toString();
    }
}
