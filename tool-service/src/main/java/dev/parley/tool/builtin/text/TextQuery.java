package dev.parley.tool.builtin.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.builtin.Operation;
import dev.parley.tool.invocation.ToolFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Counts, finds and cuts out of text what a model would miscount or copy wrongly. */
@ApplicationScoped
class TextQuery implements BuiltinTool {

    private static final int MAX_MATCHES = 100;
    private static final int MAX_EXCERPT = 500;
    private static final int MAX_OUTPUT = 50_000;

    @Override
    public String name() {
        return "text_query";
    }

    @Override
    public String description() {
        return "Counts, finds and cuts text exactly. count: characters, words, lines and, with a pattern, its matches. find: where a"
                + " literal or a regular expression (RE2 syntax) matches, with line numbers. lines: the lines from"
                + " first_line to last_line. between: what stands between two markers. Use it for every question about how"
                + " often or where something is in a text. Examples: {\"operation\": \"count\", \"text\": \"...\","
                + " \"pattern\": \"r\"}; {\"operation\": \"find\", \"text\": \"...\", \"pattern\": \"\\\\d{4}-\\\\d{2}\","
                + " \"regex\": true}; {\"operation\": \"between\", \"text\": \"...\", \"start\": \"<b>\", \"end\": \"</b>\"}.";
    }

    @Override
    public String inputSchema() {
        return """
        {"type": "object", "additionalProperties": false, "required": ["operation", "text"], "properties": {
          "operation": {"enum": ["count", "find", "lines", "between"]},
          "text": {"type": "string", "maxLength": 250000},
          "pattern": {"type": "string", "minLength": 1, "maxLength": 500, "description": "For find, and for count if wanted"},
          "regex": {"type": "boolean", "description": "The pattern is a regular expression (RE2); otherwise a literal"},
          "ignore_case": {"type": "boolean"},
          "first_line": {"type": "integer", "minimum": 1, "maximum": 1000000, "description": "For lines, from 1 on"},
          "last_line": {"type": "integer", "minimum": 1, "maximum": 1000000},
          "start": {"type": "string", "minLength": 1, "maxLength": 200, "description": "For between: the marker before"},
          "end": {"type": "string", "minLength": 1, "maxLength": 200, "description": "For between: the marker after"}}}
        """;
    }

    @Override
    public Optional<String> outputSchema() {
        return Optional.of(
                """
                {"type": "object", "additionalProperties": false, "properties": {
                  "characters": {"type": "integer", "description": "As a reader counts them: an emoji is one"},
                  "words": {"type": "integer"}, "lines": {"type": "integer"}, "matches": {"type": "integer"},
                  "found": {"type": "array", "items": {"type": "object", "additionalProperties": false, "properties": {
                    "line": {"type": "integer"}, "column": {"type": "integer"}, "match": {"type": "string"},
                    "groups": {"type": "array", "items": {"type": ["string", "null"]}}}}},
                  "texts": {"type": "array", "items": {"type": "string"}}, "text": {"type": "string"},
                  "truncated": {"type": "boolean", "description": "There is more than is shown"}}}
                """);
    }

    @Override
    public JsonNode call(JsonNode arguments) throws ToolFailure {
        String text = arguments.path("text").asText();
        return switch (arguments.path("operation").asText()) {
            case "count" -> count(text, arguments);
            case "find" -> find(text, arguments);
            case "lines" -> lines(text, arguments);
            default -> between(text, arguments);
        };
    }

    private static JsonNode count(String text, JsonNode arguments) throws ToolFailure {
        ObjectNode told =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("characters", characters(text))
                        .put("words", words(text))
                        .put("lines", Math.toIntExact(text.lines().count()));
        if (arguments.hasNonNull("pattern")) {
            SafePattern.Search search = pattern(arguments).in(text);
            int matches = 0;
            while (search.next()) {
                matches++;
            }
            told.put("matches", matches);
        }
        return told;
    }

    private static int characters(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private static int words(String text) {
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(text);
        int count = 0;
        int start = words.first();
        for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
            if (text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit)) {
                count++;
            }
            start = end;
        }
        return count;
    }

    private static JsonNode find(String text, JsonNode arguments) throws ToolFailure {
        SafePattern.Search search = pattern(arguments).in(text);
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        ArrayNode found = told.putArray("found");
        LinePlace place = new LinePlace(text);
        int matches = 0;
        int room = MAX_OUTPUT;
        while (search.next()) {
            matches++;
            if (matches <= MAX_MATCHES && room > 0) {
                ObjectNode match = found.addObject();
                place.moveTo(search.match().start());
                match.put("line", place.line()).put("column", place.column());
                match.put("match", excerpt(search.match().group()));
                groups(search.match(), match);
                room -= match.toString().length();
            }
        }
        return told.put("matches", matches).put("truncated", found.size() < matches);
    }

    private static void groups(Matcher matcher, ObjectNode match) {
        if (matcher.groupCount() > 0) {
            ArrayNode groups = match.putArray("groups");
            for (int i = 1; i <= matcher.groupCount(); i++) {
                String group = matcher.group(i);
                if (group == null) {
                    groups.addNull();
                } else {
                    groups.add(excerpt(group));
                }
            }
        }
    }

    private static JsonNode lines(String text, JsonNode arguments) throws ToolFailure {
        int first = arguments.path("first_line").asInt(1);
        int last = arguments.path("last_line").asInt(first);
        List<String> all = text.lines().toList();
        if (last < first || first > Math.max(all.size(), 1)) {
            throw new ToolFailure(
                    "lines-out-of-range",
                    "The text has %d lines; first_line must be one of them and last_line not before it."
                            .formatted(all.size()));
        }
        String wanted =
                String.join(
                        "\n", all.subList(first - 1, Math.min(Math.max(last, first), all.size())));
        return JsonNodeFactory.instance
                .objectNode()
                .put("text", cut(wanted, MAX_OUTPUT))
                .put("lines", all.size())
                .put("truncated", wanted.length() > MAX_OUTPUT);
    }

    private static JsonNode between(String text, JsonNode arguments) throws ToolFailure {
        String start = new Operation(arguments).required("start");
        String end = new Operation(arguments).required("end");
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        ArrayNode texts = told.putArray("texts");
        boolean truncated = false;
        int room = MAX_OUTPUT;
        int at = text.indexOf(start);
        while (at >= 0) {
            int from = at + start.length();
            int to = text.indexOf(end, from);
            if (to < 0) {
                break;
            }
            String part = text.substring(from, to);
            truncated |= texts.size() == MAX_MATCHES || part.length() > room;
            if (truncated) {
                break;
            }
            texts.add(part);
            room -= part.length();
            at = text.indexOf(start, to + end.length());
        }
        return told.put("truncated", truncated);
    }

    private static SafePattern pattern(JsonNode arguments) throws ToolFailure {
        String pattern = new Operation(arguments).required("pattern");
        boolean ignoreCase = arguments.path("ignore_case").asBoolean();
        return arguments.path("regex").asBoolean()
                ? SafePattern.expression(pattern, ignoreCase)
                : SafePattern.literal(pattern, ignoreCase);
    }

    private static String excerpt(String text) {
        return text.length() <= MAX_EXCERPT ? text : cut(text, MAX_EXCERPT) + '…';
    }

    /** Never through the middle of a character. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
