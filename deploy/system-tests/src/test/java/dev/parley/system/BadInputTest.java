package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.hostile.BadInput;
import dev.parley.system.hostile.BadTokens;
import dev.parley.system.hostile.Leak;
import dev.parley.system.hostile.Placeholders;
import dev.parley.system.hostile.RawAnswer;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad inputs, row by row and service by service. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TENANT = "bad-input";

    private final Suite suite;
    private final Map<String, String> shared = new HashMap<>();

    BadInputTest(Suite suite) {
        this.suite = suite;
    }

    static Stream<Arguments> table() {
        return BadInput.all("/bad-inputs.json").stream()
                .flatMap(input ->
                        Stream.of(ServiceName.values())
                                .filter(service -> input.isFor(service.database()))
                                .map(service -> Arguments.of(input.id(), service, input)));
    }

    @BeforeAll
    void prepareWhatTheRowsName() {
        String mine = suite.token(TENANT, "ada", "admin");
        String others = suite.token("bad-input-other", "ada", "admin");
        shared.put("token", mine);
        shared.putAll(new BadTokens(suite.tokens(), suite.ports().issuerUrl(), TENANT).all());
        Api api = new Api(suite.url(ServiceName.CONVERSATION), mine);
        Api otherApi = new Api(suite.url(ServiceName.CONVERSATION), others);
        shared.put("conversation", Conversation.create(api, "assistant").path(""));
        shared.put("conversation.other", Conversation.create(otherApi, "assistant").path(""));
        shared.put("cursor", cursor(api));
        shared.put("cursor.other", cursor(otherApi));
        String agent = "{\"name\":\"victim\",\"model\":\"default/auto\"}";
        shared.put(
                "agent",
                "/v1/agents/"
                        + new Api(suite.url(ServiceName.AGENT), mine)
                                .post("/v1/agents", agent)
                                .expect(201)
                                .text("/id"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void answersBadInputWithAProblem(String id, ServiceName service, BadInput input)
            throws IOException {
        RawAnswer answer =
                RawAnswer.to(input, suite.ports().of(service), new Placeholders(values(service)));

        if (input.closes() && answer.status() == 0) {
            return;
        }
        String what = input.says() + ": " + answer;
        assertTrue(input.expect().contains(answer.status()), what);
        assertTrue(answer.header("traceparent").isPresent(), what);
        if (answer.status() >= 400) {
            assertFalse(Leak.isIn(answer.body()), what);
            assertIsProblem(what, answer);
        }
        if (answer.status() == 401) {
            assertTrue(answer.header("WWW-Authenticate").isPresent(), what);
        }
        if (input.allow()) {
            assertTrue(answer.header("Allow").isPresent(), what);
        }
    }

    private static void assertIsProblem(String what, RawAnswer answer)
            throws JsonProcessingException {
        String type = answer.header("Content-Type").orElse("");
        assertTrue(type.startsWith("application/problem+json"), what);
        JsonNode problem = JSON.readTree(answer.body());
        String code = problem.path("code").asText();
        assertEquals("https://parley.dev/problems/" + code, problem.path("type").asText(), what);
        assertEquals(answer.status(), problem.path("status").asInt(), what);
        assertTrue(problem.path("instance").asText().matches("urn:uuid:[0-9a-f-]{36}"), what);
        for (String field : List.of("title", "detail", "code", "trace_id")) {
            assertFalse(problem.path(field).asText().isBlank(), field + " of " + what);
        }
    }

    private Map<String, String> values(ServiceName service) {
        Map<String, String> values = new HashMap<>(shared);
        String hex = UUID.randomUUID().toString().replace("-", "");
        values.put("hex", hex);
        values.put("port", Integer.toString(suite.ports().of(service)));
        List<String> own = new ArrayList<>();
        switch (service) {
            case CONVERSATION ->
                    own.addAll(
                            List.of(
                                    "/v1/conversations",
                                    "/v1/conversations",
                                    "\"agent\":\"assistant\"",
                                    "title"));
            case AGENT ->
                    own.addAll(
                            List.of(
                                    "/v1/agents",
                                    "/v1/agents",
                                    "\"name\":\"bad-" + hex + "\",\"model\":\"default/auto\"",
                                    "description"));
            case TOOL ->
                    own.addAll(
                            List.of(
                                    "/v1/tools",
                                    "/v1/tools/calculator/execute",
                                    "\"arguments\":{\"expression\":\"1+1\"},\"call_id\":\"call_"
                                            + hex
                                            + "_0_0\"",
                                    "call_id"));
            case MONITORING -> own.addAll(List.of("/v1/health", "/v1/health", "", ""));
        }
        values.put("list", own.get(0));
        values.put("path", own.get(1));
        values.put("fields", own.get(2));
        values.put("text", own.get(3));
        values.put("text_upper", own.get(3).toUpperCase(Locale.ROOT));
        return values;
    }

    /** The cursor of a second page. */
    private static String cursor(Api api) {
        Conversation.create(api, "assistant");
        return api.get("/v1/conversations?limit=1").expect(200).text("/next_cursor");
    }
}
