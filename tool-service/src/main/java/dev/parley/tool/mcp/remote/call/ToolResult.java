package dev.parley.tool.mcp.remote.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.invocation.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a model is given of a tool's result: what it is structured as, or else its text, or else its
 * parts, without pictures and sounds. Pure.
 */
final class ToolResult {

    private static final int MAX_ERROR = 2_000;
    private static final int MAX_URI = 2_000;

    private ToolResult() {}

    static Reply reply(ObjectNode result, int maxBytes) {
        List<JsonNode> parts =
                StreamSupport.stream(result.path("content").spliterator(), false).toList();
        if (result.path("isError").asBoolean()) {
            return new Reply.Refused(
                    new RunProblem("tool-error", "The tool reports an error", error(parts)));
        }
        JsonNode structured = result.path("structuredContent");
        if (!structured.isMissingNode() && !structured.isNull()) {
            return bounded(structured, null, maxBytes);
        }
        if (parts.stream().allMatch(ToolResult::isText)) {
            return bounded(new TextNode(text(parts)), null, maxBytes);
        }
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> shown.add(shown(part)));
        boolean hidden = parts.stream().anyMatch(ToolResult::isHidden);
        return bounded(
                shown,
                hidden ? "Pictures, sounds and other binary parts are not shown." : null,
                maxBytes);
    }

    private static String error(List<JsonNode> parts) {
        String text = text(parts.stream().filter(ToolResult::isText).toList()).strip();
        return text.isEmpty() ? "It does not say which." : beginning(text, MAX_ERROR);
    }

    private static boolean isText(JsonNode part) {
        return part.path("type").asText().equals("text");
    }

    private static String text(List<JsonNode> parts) {
        return parts.stream()
                .map(part -> part.path("text").asText())
                .collect(Collectors.joining("\n"));
    }

    /** A part as a model can read it. */
    private static ObjectNode shown(JsonNode part) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        JsonNode source =
                part.path("type").asText().equals("resource") ? part.path("resource") : part;
        shown.put("type", beginning(part.path("type").asText(), MAX_URI));
        for (String field : List.of("uri", "name", "description", "mimeType", "text")) {
            if (source.path(field).isTextual()) {
                shown.set(field.equals("mimeType") ? "mime_type" : field, source.path(field));
            }
        }
        return shown;
    }

    private static boolean isHidden(JsonNode part) {
        return Stream.of(part.path("data"), part.path("resource").path("blob"))
                .anyMatch(JsonNode::isTextual);
    }

    /** A result that is too large becomes the beginning of its text. */
    private static Reply.Done bounded(JsonNode result, @Nullable String note, int maxBytes) {
        String text = result.isTextual() ? result.textValue() : result.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= maxBytes) {
            return new Reply.Done(result, bytes, note);
        }
        String cut = beginning(text, maxBytes / 3);
        return new Reply.Done(
                new TextNode(cut),
                bytes,
                Stream.of(
                                "The result is larger than is taken here; this is its beginning, "
                                        + cut.length()
                                        + " characters.",
                                note)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")));
    }

    private static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
