package dev.parley.system.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** A whole answer. */
public record Reply(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + body, e);
        }
    }

    /** A field of the body as text. */
    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** This answer, if it has the status; fails with its body otherwise. */
    public Reply expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("Wanted %d, got %d: %s".formatted(wanted, status, body));
        }
        return this;
    }
}
