package dev.parley.tool.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.RequestBody;
import dev.parley.tool.egress.address.UrlText;
import dev.parley.tool.invocation.ToolFailure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A configuration whose templates were read: makes requests of arguments. */
public final class HttpTool {

    private static final Set<Method> WITH_BODY = Set.of(Method.POST, Method.PUT, Method.PATCH);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpConfig config;
    private final UrlTemplate address;
    private final Map<String, TextTemplate> headers;
    private final @Nullable BodyTemplate body;
    private final @Nullable UrlTemplate lookup;

    private HttpTool(
            HttpConfig config,
            UrlTemplate address,
            Map<String, TextTemplate> headers,
            @Nullable BodyTemplate body,
            @Nullable UrlTemplate lookup) {
        this.config = config;
        this.address = address;
        this.headers = headers;
        this.body = body;
        this.lookup = lookup;
    }

    /** Reads the templates of a configuration. */
    public static HttpTool of(HttpConfig config) throws TemplateRefused {
        Map<String, TextTemplate> headers = new TreeMap<>();
        for (Map.Entry<String, String> header :
                Optional.ofNullable(config.headers()).orElse(Map.of()).entrySet()) {
            headers.put(
                    header.getKey(),
                    TextTemplate.parse("/headers/" + header.getKey(), header.getValue()));
        }
        HttpConfig.Lookup lookup = config.lookup();
        return new HttpTool(
                config,
                UrlTemplate.parse("", config.url(), config.query()),
                headers,
                config.body() == null ? null : BodyTemplate.parse("/body", config.body()),
                lookup == null ? null : UrlTemplate.parse("/lookup", lookup.url(), lookup.query()));
    }

    /** Who is asked: scheme, host and port. */
    public String host() {
        return address.origin();
    }

    HttpConfig config() {
        return config;
    }

    UrlTemplate address() {
        return address;
    }

    Optional<UrlTemplate> lookupAddress() {
        return Optional.ofNullable(lookup);
    }

    /** The arguments that the templates name, each with the place in the configuration. */
    List<Map.Entry<String, String>> holes() {
        Stream<Map.Entry<String, String>> ofHeaders =
                headers.entrySet().stream()
                        .flatMap(header ->
                                at("/headers/" + header.getKey(), header.getValue().holes()));
        Stream<Map.Entry<String, String>> ofLookup =
                lookup == null
                        ? Stream.empty()
                        : Stream.concat(
                                at("/lookup/url", lookup.pathHoles()),
                                at("/lookup/query", lookup.queryHoles()));
        return Stream.of(
                        at("/url", address.pathHoles()),
                        at("/query", address.queryHoles()),
                        ofHeaders,
                        body == null
                                ? Stream.<Map.Entry<String, String>>empty()
                                : at("/body", body.holes()),
                        ofLookup)
                .flatMap(holes -> holes)
                .filter(hole -> !hole.getValue().equals(Arguments.CALL_ID))
                .toList();
    }

    private static Stream<Map.Entry<String, String>> at(String pointer, List<String> holes) {
        return holes.stream().map(hole -> Map.entry(pointer, hole));
    }

    /**
     * The request that a call becomes; throws for arguments that cannot stand where they are used.
     */
    EgressRequest request(Arguments arguments) throws ToolFailure {
        EgressRequest request = EgressRequest.of(config.method(), address.fill(arguments));
        for (Map.Entry<String, TextTemplate> header : headers.entrySet()) {
            Optional<String> value = header.getValue().fill(arguments);
            if (value.isPresent()) {
                request = withHeader(request, header.getKey(), value.get());
            }
        }
        Optional<RequestBody> content = body(arguments);
        return content.isPresent() ? request.with(content.get()) : request;
    }

    /** The request that shows whether a call was carried out. */
    Optional<EgressRequest> lookup(Arguments arguments) throws ToolFailure {
        return lookup == null
                ? Optional.empty()
                : Optional.of(EgressRequest.of(Method.GET, lookup.fill(arguments)));
    }

    private static EgressRequest withHeader(EgressRequest request, String name, String value)
            throws ToolFailure {
        try {
            return request.withHeader(name, value);
        } catch (IllegalArgumentException e) {
            throw new ToolFailure("invalid-arguments", String.valueOf(e.getMessage()));
        }
    }

    private Optional<RequestBody> body(Arguments arguments) throws ToolFailure {
        if (body == null && !WITH_BODY.contains(config.method())) {
            return Optional.empty();
        }
        JsonNode content =
                body == null
                        ? unused(arguments)
                        : body.fill(arguments).orElse(JsonNodeFactory.instance.nullNode());
        return Optional.of(
                config.bodyType() == BodyType.FORM
                        ? RequestBody.of(FORM, form(content).getBytes(StandardCharsets.UTF_8))
                        : RequestBody.json(content.toString()));
    }

    /** The arguments that stand nowhere else. */
    private ObjectNode unused(Arguments arguments) {
        Set<String> used =
                holes().stream()
                        .filter(hole -> !hole.getKey().startsWith("/lookup"))
                        .map(hole -> firstName(hole.getValue()))
                        .collect(Collectors.toCollection(HashSet::new));
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        arguments
                .values()
                .properties()
                .forEach(argument -> {
                    if (!used.contains(argument.getKey())) {
                        rest.set(argument.getKey(), argument.getValue());
                    }
                });
        return rest;
    }

    /** The argument that a hole is in. */
    static String firstName(String hole) {
        int slash = hole.indexOf('/');
        return slash < 0 ? hole : hole.substring(0, slash);
    }

    private static String form(JsonNode fields) throws ToolFailure {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(UrlText.query(field.getKey()))
                    .append('=')
                    .append(UrlText.query(Arguments.text(field.getKey(), field.getValue())));
        }
        return form.toString();
    }
}
