package dev.parley.local.model.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.chat.Pace;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {

    @Test
    void readsPaceAndSteps() {
        Script script =
                read(
                        "{'first_token_ms':50,'token_ms':2,'steps':[{'text':'hi'},{'error':{'status':429,'retry_after':1}}]}");

        assertEquals(new Pace(50, 2), script.pace());
        assertEquals(
                List.of(
                        new Step.Text("hi", null, null),
                        new Step.Refusal(429, "The script says so.", OptionalInt.of(1))),
                script.steps());
    }

    @Test
    void repeatsTheLastStep() {
        Script script = read("{'steps':[{'text':'a'},{'text':'b'}]}");

        assertEquals(new Step.Text("a", null, null), script.step(0));
        assertEquals(new Step.Text("b", null, null), script.step(7));
    }

    @Test
    void readsWhatGoesAroundAStep() {
        Script script =
                read(
                        "{'steps':[{'gate':'g','token_ms':5,'error':{'status':500,'message':'m'},'times':2,'then':{'hang':true}}]}");

        Step error = new Step.Refusal(500, "m", OptionalInt.empty());
        Step gated = new Step.Gated("g", new Step.Paced(new Pace(0, 5), error));
        assertEquals(new Step.Times(2, gated, new Step.Hang()), script.step(0));
    }

    @Test
    void makesTextOfSoManyTokens() {
        assertEquals(
                "word word word", ((Step.Text) read("{'steps':[{'tokens':3}]}").step(0)).text());
        assertEquals(
                "a b a b",
                ((Step.Text) read("{'steps':[{'text':'a b','tokens':4}]}").step(0)).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'steps':[{'txt':'hi'}]}                                  | steps[0]",
                "{'steps':[{'text':'hi','extra':1}]}                       | steps[0].extra",
                "{'steps':[{'text':'hi','hang':true}]}                     | steps[0].hang",
                "{'steps':[]}                                              | steps",
                "{'steps':[{'text':1}]}                                    | steps[0].text",
                "{'steps':[{'text':'hi'}],'token_ms':-1}                   | token_ms",
                "{'steps':[{'text':'hi'}],'speed':1}                       | speed",
                "{'steps':[{'error':{'status':200}}]}                      | steps[0].error.status",
                "{'steps':[{'error':{'status':500,'oops':1}}]}             | steps[0].error.oops",
                "{'steps':[{'tool_calls':[{'nam':'x'}]}]}                  | steps[0].tool_calls[0].name",
                "{'steps':[{'tool_calls':[{'name':'x','args':{}}]}]}       | steps[0].tool_calls[0].args",
                "{'steps':[{'text':'hi','times':1}]}                       | steps[0].then",
                "{'steps':[{'empty':'maybe'}]}                             | steps[0].empty",
                "{'steps':[{'hang':false}]}                                | steps[0].hang",
            })
    void refusesWhatItDoesNotKnow(String script, String where) {
        InvalidRequest refusal = assertThrows(InvalidRequest.class, () -> read(script));

        assertEquals(400, refusal.status());
        assertEquals(where, refusal.param());
    }

    private static Script read(String json) {
        return new ScriptReader().read(json.replace('\'', '"'));
    }
}
