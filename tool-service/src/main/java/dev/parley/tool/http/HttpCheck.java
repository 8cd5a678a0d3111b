package dev.parley.tool.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.RequestHeaders;
import dev.parley.tool.egress.address.AddressRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a configuration against itself, its schema, and what requests may be. */
@ApplicationScoped
public class HttpCheck {

    private static final Set<Method> WITHOUT_BODY = Set.of(Method.GET, Method.HEAD);

    private static final Set<String> OF_CREDENTIALS = Set.of("authorization", "cookie");

    private final Egress egress;

    @Inject
    HttpCheck(Egress egress) {
        this.egress = egress;
    }

    /**
     * Reads a configuration.
     *
     * @param inputSchema of the arguments that its templates name
     * @throws TemplateRefused if it could not work
     * @throws AddressRefused if nothing is sent to its address
     */
    public HttpTool check(HttpConfig config, JsonNode inputSchema)
            throws TemplateRefused, AddressRefused {
        HttpTool tool = HttpTool.of(config);
        checkMethod(config);
        checkHeaders(config);
        checkHoles(tool, inputSchema);
        egress.require(tool.address().example());
        Optional<UrlTemplate> lookup = tool.lookupAddress();
        if (lookup.isPresent()) {
            egress.require(lookup.get().example());
        }
        return tool;
    }

    private static void checkMethod(HttpConfig config) throws TemplateRefused {
        if (config.method() == Method.OPTIONS) {
            throw new TemplateRefused("/method", "must be GET, HEAD, POST, PUT, PATCH or DELETE");
        }
        if (config.body() != null && WITHOUT_BODY.contains(config.method())) {
            throw new TemplateRefused("/body", "must be left out with GET and HEAD");
        }
        JsonNode body = config.body();
        if (config.bodyType() == BodyType.FORM && body != null && !body.isObject()) {
            throw new TemplateRefused("/body", "must be an object to become a form");
        }
    }

    private static void checkHeaders(HttpConfig config) throws TemplateRefused {
        Map<String, String> headers = Optional.ofNullable(config.headers()).orElse(Map.of());
        for (String name : headers.keySet()) {
            checkHeader("/headers/" + name, name);
            if (headers.getOrDefault(name, "").chars().anyMatch(Character::isISOControl)) {
                throw new TemplateRefused(
                        "/headers/" + name,
                        "must not hold line breaks or other control characters");
            }
            if (OF_CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new TemplateRefused(
                        "/headers/" + name,
                        "would show a secret to everybody; store a credential and name it in credential");
            }
        }
        if (config.idempotencyHeader() != null) {
            checkHeader("/idempotency_header", config.idempotencyHeader());
        }
    }

    private static void checkHeader(String pointer, String name) throws TemplateRefused {
        try {
            RequestHeaders.NONE.with(name, "");
        } catch (IllegalArgumentException e) {
            throw new TemplateRefused(pointer, "cannot be set: " + e.getMessage());
        }
    }

    private static void checkHoles(HttpTool tool, JsonNode schema) throws TemplateRefused {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, String> hole : tool.holes()) {
            String name = HttpTool.firstName(hole.getValue());
            if (!schema.path("properties").has(name)) {
                throw new TemplateRefused(
                        hole.getKey(),
                        "names the argument {"
                                + name
                                + "}, which input_schema has no property for");
            }
            if (hole.getKey().endsWith("/url") && !required.contains(name)) {
                throw new TemplateRefused(
                        hole.getKey(),
                        "names the argument {"
                                + name
                                + "}, which input_schema must list in required");
            }
        }
    }
}
