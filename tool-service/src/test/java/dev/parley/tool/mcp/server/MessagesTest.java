package dev.parley.tool.mcp.server;

import static dev.parley.platform.testing.Callers.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Single messages and what they get, in both revisions, from {@code mcp-messages.json}. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class MessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String tenant = "t-" + UUID.randomUUID();

    static Stream<Arguments> cases() throws IOException {
        try (InputStream file = MessagesTest.class.getResourceAsStream("/mcp-messages.json")) {
            JsonNode cases = JSON.readTree(Objects.requireNonNull(file));
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(it ->
                            Arguments.of(
                                    it.path("id").asText() + ' ' + it.path("case").asText(), it));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answers(String name, JsonNode expected) throws IOException {
        Response answer = send(expected);

        assertEquals(expected.path("status").asInt(), answer.statusCode(), answer.asString());
        if (answer.statusCode() == 202) {
            assertEquals("", answer.asString());
            return;
        }
        assertTrue(answer.contentType().startsWith("application/json"), answer.contentType());
        JsonNode message = JSON.readTree(answer.asByteArray());
        assertEquals("2.0", message.path("jsonrpc").asText());
        assertEquals(expected.path("answers"), message.path("id"), answer.asString());
        if (expected.has("error")) {
            assertEquals(
                    expected.path("error").asInt(),
                    message.path("error").path("code").asInt(),
                    answer.asString());
        } else {
            assertTrue(message.path("result").isObject(), answer.asString());
            assertEquals(
                    expected.path("isError").asBoolean(),
                    message.path("result").path("isError").asBoolean(),
                    answer.asString());
        }
    }

    private Response send(JsonNode expected) {
        RequestSpecification request =
                as("ada", tenant, "user").accept("application/json, text/event-stream");
        for (Map.Entry<String, JsonNode> header : expected.path("headers").properties()) {
            if (header.getValue().isArray()) {
                header.getValue().forEach(it -> request.header(header.getKey(), it.asText()));
            } else {
                request.header(header.getKey(), header.getValue().asText());
            }
        }
        return request.body(expected.path("body").asText().getBytes(StandardCharsets.UTF_8))
                .post("/mcp");
    }
}
