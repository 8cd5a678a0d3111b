package dev.parley.tool.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.UrlText;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.invocation.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An address with holes in its path and its query. Host and port are fixed; what fills a hole is
 * encoded and stays one segment, or one value.
 */
final class UrlTemplate {

    private static final Pattern ORIGIN_AND_PATH =
            Pattern.compile("([^/?#{}]+://[^/?#{}]+)(/[^?#]*)?");

    private final String origin;
    private final List<TextTemplate> segments;
    private final Map<String, TextTemplate> query;

    private UrlTemplate(
            String origin, List<TextTemplate> segments, Map<String, TextTemplate> query) {
        this.origin = origin;
        this.segments = segments;
        this.query = query;
    }

    /** Reads an address and its query, which stand at a place of a configuration. */
    static UrlTemplate parse(String pointer, String url, @Nullable Map<String, String> query)
            throws TemplateRefused {
        Matcher parts = ORIGIN_AND_PATH.matcher(url);
        if (!parts.matches()) {
            throw new TemplateRefused(
                    pointer + "/url",
                    "must be a scheme, a host without arguments and a path, such as"
                            + " \"https://api.example.com/orders/{order_id}\"; parameters belong into query");
        }
        String path = parts.group(2) == null ? "/" : parts.group(2);
        List<TextTemplate> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(TextTemplate.parse(pointer + "/url", segment));
        }
        Map<String, TextTemplate> parameters = new TreeMap<>();
        for (Map.Entry<String, String> parameter :
                Objects.requireNonNullElse(query, Map.<String, String>of()).entrySet()) {
            parameters.put(
                    parameter.getKey(),
                    TextTemplate.parse(
                            pointer + "/query/" + parameter.getKey(), parameter.getValue()));
        }
        return new UrlTemplate(parts.group(1), List.copyOf(segments), parameters);
    }

    String origin() {
        return origin;
    }

    /** The arguments that there is no address without. */
    List<String> pathHoles() {
        return segments.stream().flatMap(segment -> segment.holes().stream()).toList();
    }

    /** The arguments that may stand in the query. */
    List<String> queryHoles() {
        return query.values().stream().flatMap(value -> value.holes().stream()).toList();
    }

    /** An address of the same form, to be looked at before there are arguments. */
    String example() {
        return segments.stream()
                .map(TextTemplate::example)
                .collect(Collectors.joining("/", origin + '/', ""));
    }

    WebAddress fill(Arguments arguments) throws ToolFailure {
        StringBuilder url = new StringBuilder(origin);
        for (TextTemplate segment : segments) {
            url.append('/').append(segment(segment, arguments));
        }
        WebAddress address = parse(url.toString());
        for (Map.Entry<String, TextTemplate> parameter : query.entrySet()) {
            for (String value : values(parameter.getValue(), arguments)) {
                address = address.withQuery(parameter.getKey(), value);
            }
        }
        return address;
    }

    private static WebAddress parse(String url) throws ToolFailure {
        try {
            return WebAddress.parse(url);
        } catch (AddressRefused e) {
            throw new ToolFailure("address-refused", e.reason().text());
        }
    }

    /** What is fixed stays as it is written; what fills a hole cannot leave its segment. */
    private static String segment(TextTemplate template, Arguments arguments) throws ToolFailure {
        List<String> holes = template.holes();
        String text = template.fill(arguments, UrlText::query).orElse("");
        if (!holes.isEmpty() && leadsElsewhere(text)) {
            throw new ToolFailure(
                    "invalid-arguments",
                    "The argument "
                            + String.join(", ", holes)
                            + " stands in an address: it is required, and must not be empty, . or ..");
        }
        return text;
    }

    private static boolean leadsElsewhere(String segment) {
        String plain = segment.replace("%2e", ".").replace("%2E", ".");
        return plain.isEmpty() || plain.equals(".") || plain.equals("..");
    }

    /** A parameter that is one list is repeated; one without its argument is left out. */
    private static List<String> values(TextTemplate template, Arguments arguments)
            throws ToolFailure {
        Optional<String> hole = template.onlyHole();
        JsonNode value = hole.map(arguments::at).filter(JsonNode::isArray).orElse(null);
        if (value == null) {
            return template.fill(arguments).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            texts.add(Arguments.text(hole.get(), element));
        }
        return texts;
    }
}
