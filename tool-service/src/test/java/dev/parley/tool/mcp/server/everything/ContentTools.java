package dev.parley.tool.mcp.server.everything;

import static dev.parley.tool.mcp.server.everything.ScriptedTool.done;
import static dev.parley.tool.mcp.server.everything.ScriptedTool.says;
import static dev.parley.tool.mcp.server.everything.ScriptedTool.tool;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.tool.mcp.server.call.Content;
import dev.parley.tool.mcp.server.call.Feedback;
import dev.parley.tool.mcp.server.call.LogLevel;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.call.ResourceContents;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.ToolResult;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.stream.Stream;

/** Tools that answer at once, with every kind of content, and that tell how far they are. */
final class ContentTools {

    /** One red dot. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /** A moment of silence. */
    private static final String WAV =
            "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

    private static final long A_MOMENT = 50;

    private static final String RICH_SCHEMA =
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "$defs": {"address": {"$anchor": "addressDef", "type": "object",
               "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
             "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
               "contactMethod": {"type": "string", "enum": ["phone", "email"]},
               "phone": {"type": "string"}, "email": {"type": "string"}},
             "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
             "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
             "then": {"required": ["phone"]}, "else": {"required": ["email"]},
             "additionalProperties": false}
            """;

    private static final String HEADER_SCHEMA =
            """
            {"type": "object", "required": ["region"], "properties": {
              "region": {"type": "string", "x-mcp-header": "Region"},
              "size": {"type": "integer", "x-mcp-header": "Size"},
              "within": {"type": "object", "properties": {
                "flag": {"type": "boolean", "x-mcp-header": "Flag"}}}}}
            """;

    private ContentTools() {}

    static List<ScriptedTool> all() {
        return Stream.of(contents(), feedback(), checks()).flatMap(List::stream).toList();
    }

    private static List<ScriptedTool> contents() {
        Content image = new Content.Image(PNG, "image/png");
        Content audio = new Content.Audio(WAV, "audio/wav");
        Content resource =
                embedded(
                        "test://embedded-resource",
                        "text/plain",
                        "This is an embedded resource content.");
        Content json =
                embedded(
                        "test://mixed-content-resource",
                        "application/json",
                        "{\"test\":\"data\",\"value\":123}");
        Content text = new Content.Text("Multiple content types test:");
        return List.of(
                tool(
                        "test_simple_text",
                        (call, arguments) -> says("This is a simple text response for testing.")),
                tool("test_image_content", (call, arguments) -> shows(image)),
                tool("test_audio_content", (call, arguments) -> shows(audio)),
                tool("test_embedded_resource", (call, arguments) -> shows(resource)),
                tool("test_multiple_content_types", (call, arguments) -> shows(text, image, json)));
    }

    private static Content embedded(String uri, String type, String text) {
        return new Content.Embedded(ResourceContents.text(uri, type, text));
    }

    private static List<ScriptedTool> feedback() {
        return List.of(
                tool("test_tool_with_logging", (call, arguments) -> logs(call.feedback())),
                tool("test_logging_tool", (call, arguments) -> logs(call.feedback())),
                tool("test_tool_with_progress", (call, arguments) -> progresses(call.feedback())),
                tool(
                        "test_trace",
                        (call, arguments) -> says(Span.current().getSpanContext().getTraceId())));
    }

    private static List<ScriptedTool> checks() {
        ToolResult failure =
                ToolResult.failure("This tool intentionally returns an error for testing");
        return List.of(
                tool("test_error_handling", (call, arguments) -> done(failure)),
                tool(
                        "json_schema_2020_12_tool",
                        Patience.WAITS,
                        RICH_SCHEMA,
                        (call, arguments) -> says("fits")),
                tool(
                        "test_argument_headers",
                        Patience.WAITS,
                        HEADER_SCHEMA,
                        (call, arguments) -> says("in " + arguments.path("region").asText())));
    }

    private static Outcome<ToolResult> shows(Content... content) {
        return done(new ToolResult(List.of(content), null, false));
    }

    private static Outcome<ToolResult> logs(Feedback feedback) throws InterruptedException {
        for (String line : List.of("started", "processing data", "completed")) {
            feedback.log(LogLevel.INFO, "suite", TextNode.valueOf("Tool execution " + line));
            Thread.sleep(A_MOMENT);
        }
        return says("logged");
    }

    private static Outcome<ToolResult> progresses(Feedback feedback) throws InterruptedException {
        for (double progress : new double[] {0, 50, 100}) {
            feedback.progress(progress, 100.0, null);
            Thread.sleep(A_MOMENT);
        }
        return says("done");
    }
}
