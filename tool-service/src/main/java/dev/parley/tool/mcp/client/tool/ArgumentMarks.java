package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.HeaderText;
import dev.parley.tool.mcp.protocol.McpHeaders;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The arguments of a tool that go into headers, too, since 2026-07-28. A mark that could be read in
 * two ways makes the whole tool unfit: what reads only headers would see something else than the
 * server. Pure.
 */
final class ArgumentMarks {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");
    private static final int MOST = 32;

    private ArgumentMarks() {}

    /** Refuses a schema with a mark that is not valid. */
    static void require(ObjectNode schema) throws Unfit {
        Set<String> names = new HashSet<>();
        for (Subschemas.Place place : Subschemas.of(schema)) {
            JsonNode mark = place.schema().path(McpHeaders.ARGUMENT_MARK);
            if (mark.isMissingNode()) {
                continue;
            }
            if (mark.textValue() == null || !NAME.matcher(mark.textValue()).matches()) {
                throw new Unfit("Its schema names a header that cannot be one.");
            }
            if (place.argument().filter(way -> !way.isEmpty()).isEmpty()) {
                throw new Unfit("Its schema names a header for what is no single argument.");
            }
            if (!TYPES.contains(place.schema().path("type").asText())) {
                throw new Unfit(
                        "Its schema names a header for an argument that is no text, integer or boolean.");
            }
            if (!names.add(mark.textValue().toLowerCase(Locale.ROOT)) || names.size() > MOST) {
                throw new Unfit("Its schema names the same header twice, or very many.");
            }
        }
    }

    /** The headers for a call; what is not given or null has none. */
    static Map<String, String> headers(ObjectNode schema, ObjectNode arguments) {
        Map<String, String> headers = new HashMap<>();
        for (Subschemas.Place place : Subschemas.of(schema)) {
            String mark = place.schema().path(McpHeaders.ARGUMENT_MARK).textValue();
            Optional<List<String>> way = place.argument();
            if (mark != null && way.isPresent()) {
                JsonNode value = at(arguments, way.get());
                if (value.isTextual() || value.isNumber() || value.isBoolean()) {
                    headers.put(McpHeaders.ARGUMENT + mark, HeaderText.encode(value.asText()));
                }
            }
        }
        return headers;
    }

    private static JsonNode at(JsonNode arguments, List<String> way) {
        JsonNode value = arguments;
        for (String name : way) {
            value = value.path(name);
        }
        return value;
    }
}
