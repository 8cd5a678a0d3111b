package dev.parley.local.model.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** The form in which a request wants its answer. */
public sealed interface ResponseFormat {

    /** Plain text. */
    record Text() implements ResponseFormat {}

    /** Any JSON object. */
    record JsonObject() implements ResponseFormat {}

    /** JSON that fits a schema. */
    record JsonSchema(JsonNode schema) implements ResponseFormat {}
}
