package dev.parley.system.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.hostile.BadInput;
import dev.parley.system.hostile.BadTokens;
import dev.parley.system.hostile.Leak;
import dev.parley.system.hostile.Placeholders;
import dev.parley.system.hostile.RawAnswer;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the OpenAI-compatible door refuses, and that it says so as OpenAI does. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiBadInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TENANT = "bad-openai";
    private static final String OTHER_TENANT = "bad-openai-other";
    private static final Set<String> TYPES =
            Set.of("invalid_request_error", "rate_limit_error", "server_error");

    private final Suite suite;
    private final Map<String, String> values = new HashMap<>();

    OpenAiBadInputTest(Suite suite) {
        this.suite = suite;
    }

    static Stream<Arguments> table() {
        return BadInput.all("/openai-bad-inputs.json").stream()
                .map(input -> Arguments.of(input.id(), input.says(), input));
    }

    @BeforeAll
    void prepareWhatTheRowsName() {
        values.put("port", Integer.toString(suite.ports().of(ServiceName.CONVERSATION)));
        values.put("token", suite.token(TENANT, "ada", "user"));
        values.putAll(new BadTokens(suite.tokens(), suite.ports().issuerUrl(), TENANT).all());
        prepare(TENANT, "");
        prepare(OTHER_TENANT, ".other");
    }

    /** A conversation with two items and a response. */
    private void prepare(String tenant, String suffix) {
        Api api =
                new Api(
                        suite.url(ServiceName.CONVERSATION) + "/openai/v1",
                        suite.token(tenant, "ada", "user"));
        String conversation = api.post("/conversations", "{}").expect(200).text("/id");
        JsonNode response =
                api.post(
                                "/responses",
                                "{\"model\":\"assistant\",\"input\":\"hi\",\"conversation\":\"%s\"}"
                                        .formatted(conversation))
                        .expect(200)
                        .json();
        values.put("conversation" + suffix, conversation);
        values.put("response" + suffix, response.path("id").asText());
        values.put("item" + suffix, response.at("/output/0/id").asText());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void answersBadInputWithAnError(String id, String says, BadInput input) throws IOException {
        RawAnswer answer =
                RawAnswer.to(
                        input,
                        suite.ports().of(ServiceName.CONVERSATION),
                        new Placeholders(values));

        String what = says + ": " + answer;
        assertTrue(input.expect().contains(answer.status()), what);
        if (answer.status() >= 400) {
            assertIsError(what, answer);
        }
        // What is taken must be answered: a run that cannot read its own history fails.
        assertFalse(answer.body().contains("\"status\":\"failed\""), what);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("dev.parley.system.openai.WrongTypes#all")
    void refusesValuesOfAWrongType(String path, String pointer, WrongTypes wrong)
            throws IOException {
        for (String value : wrong.values()) {
            RawAnswer answer =
                    RawAnswer.to(
                            wrong.request(value),
                            suite.ports().of(ServiceName.CONVERSATION),
                            new Placeholders(values));

            String what = pointer + " = " + value + ": " + answer;
            assertTrue(List.of(400, 404).contains(answer.status()), what);
            assertIsError(what, answer);
        }
    }

    private static void assertIsError(String what, RawAnswer answer)
            throws JsonProcessingException {
        String type = answer.header("Content-Type").orElse("");
        assertTrue(type.startsWith("application/json"), what);
        assertTrue(answer.header("x-request-id").orElse("").startsWith("req_"), what);
        JsonNode body = JSON.readTree(answer.body());
        assertEquals(List.of("error"), fields(body), what);
        JsonNode error = body.path("error");
        assertEquals(List.of("message", "type", "param", "code"), fields(error), what);
        assertFalse(error.path("message").asText().isBlank(), what);
        assertTrue(TYPES.contains(error.path("type").asText()), what);
        assertTrue(error.path("param").isNull() || error.path("param").isTextual(), what);
        assertTrue(error.path("code").isNull() || error.path("code").isTextual(), what);
        assertFalse(Leak.isIn(answer.body()), what);
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
