package dev.parley.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import org.jspecify.annotations.Nullable;

/** The form that an answer must have, in LangChain4j's words. */
final class ResponseFormats {

    private ResponseFormats() {}

    static @Nullable ResponseFormat of(@Nullable JsonNode wanted) {
        if (wanted == null || wanted.isNull()) {
            return null;
        }
        return switch (wanted.path("type").asText()) {
            case "json_object" -> ResponseFormat.JSON;
            case "json_schema" ->
                    ResponseFormat.builder()
                            .type(ResponseFormatType.JSON)
                            .jsonSchema(
                                    JsonSchema.builder()
                                            .name(wanted.path("name").asText("answer"))
                                            .rootElement(
                                                    JsonRawSchema.from(
                                                            wanted.path("schema").toString()))
                                            .build())
                            .build();
            default -> null;
        };
    }
}
