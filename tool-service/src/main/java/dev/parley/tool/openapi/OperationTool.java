package dev.parley.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.tool.egress.Method;
import dev.parley.tool.http.BodyType;
import dev.parley.tool.http.HttpConfig;
import dev.parley.tool.invocation.Effects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool made of an operation.
 *
 * @param name as the operation would have it; the same as others' at worst
 */
record OperationTool(
        String name,
        String description,
        Effects effects,
        ObjectNode inputSchema,
        HttpConfig config) {

    private static final String BODY = "body";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Headers that the transport or a credential sets (OpenAPI 3.1, 4.8.12.2.1). */
    private static final Set<String> NOT_PARAMETERS =
            Set.of("accept", "content-type", "authorization");

    /** Makes a tool of an operation of a document. */
    static OperationTool of(
            Document document, Document.Operation operation, String server, ImportRequest wanted)
            throws Unusable {
        return new Reading(document, operation, server, wanted).tool();
    }

    private static final class Reading {

        private final Document document;
        private final Document.Operation operation;
        private final String server;
        private final ImportRequest wanted;
        private final Schemas schemas;
        private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
        private final List<String> required = new ArrayList<>();
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String path;
        private @Nullable JsonNode body;
        private @Nullable BodyType bodyType;

        Reading(
                Document document,
                Document.Operation operation,
                String server,
                ImportRequest wanted) {
            this.document = document;
            this.operation = operation;
            this.server = server;
            this.wanted = wanted;
            this.schemas = new Schemas(document);
            this.path = operation.path();
        }

        OperationTool tool() throws Unusable {
            for (JsonNode parameter : parameters()) {
                add(parameter);
            }
            addBody(document.follow(operation.body().path("requestBody")));
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.put("type", "object");
            input.set("properties", properties);
            required.forEach(input.withArray("required")::add);
            input.put("additionalProperties", false);
            if (!schemas.definitions().isEmpty()) {
                input.set("$defs", schemas.definitions());
            }
            OperationSummary summary = new OperationSummary(operation, wanted);
            return new OperationTool(
                    summary.name(), summary.description(), summary.effects(), input, config());
        }

        private HttpConfig config() {
            return new HttpConfig(
                    Method.valueOf(operation.method().toUpperCase(Locale.ROOT)),
                    server + path,
                    query.isEmpty() ? null : query,
                    headers.isEmpty() ? null : headers,
                    body,
                    bodyType,
                    wanted.credential(),
                    null,
                    null,
                    null);
        }

        /** Those of the path, unless the operation has its own of the same name and place. */
        private Iterable<JsonNode> parameters() throws Unusable {
            Map<String, JsonNode> found = new LinkedHashMap<>();
            for (JsonNode owner : List.of(operation.item(), operation.body())) {
                for (JsonNode entry : owner.path("parameters")) {
                    JsonNode parameter = document.follow(entry);
                    found.put(
                            parameter.path("in").asText() + ' ' + parameter.path("name").asText(),
                            parameter);
                }
            }
            return found.values();
        }

        private void add(JsonNode parameter) throws Unusable {
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            boolean needed = parameter.path("required").asBoolean() || in.equals("path");
            if (in.equals("header") && NOT_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
                return;
            }
            if (!parameter.has("schema") || !isPlain(parameter, in)) {
                skip(
                        needed,
                        "the parameter " + name + " is written in a way that is not supported");
                return;
            }
            switch (in) {
                case "path" -> {
                    String argument = argument(parameter, name, true);
                    path = path.replace('{' + name + '}', '{' + argument + '}');
                }
                case "query" -> query.put(name, '{' + argument(parameter, name, needed) + '}');
                case "header" -> headers.put(name, '{' + argument(parameter, name, needed) + '}');
                default -> skip(needed, "the parameter " + name + " is a cookie");
            }
        }

        private static void skip(boolean needed, String why) throws Unusable {
            if (needed) {
                throw new Unusable(why);
            }
        }

        /** The styles that are the defaults: lists are repeated, objects are none. */
        private boolean isPlain(JsonNode parameter, String in) throws Unusable {
            String style = in.equals("query") || in.equals("cookie") ? "form" : "simple";
            JsonNode schema = document.follow(parameter.path("schema"));
            boolean array = schema.path("type").asText().equals("array");
            boolean exploded = parameter.path("explode").asBoolean(style.equals("form"));
            return parameter.path("style").asText(style).equals(style)
                    && !schema.path("type").asText().equals("object")
                    && (!array || in.equals("query") && exploded);
        }

        private String argument(JsonNode parameter, String name, boolean needed) throws Unusable {
            String argument = free(name);
            JsonNode schema = schemas.of(parameter.path("schema"));
            properties.set(argument, described(schema, parameter.path("description").asText()));
            if (needed) {
                required.add(argument);
            }
            return argument;
        }

        private String free(String wish) {
            String plain = wish.replaceAll("[^A-Za-z0-9_]+", "_");
            String name = plain.isBlank() || plain.equals("_") ? "argument" : plain;
            while (properties.has(name) || name.equals(BODY)) {
                name += "_";
            }
            return name;
        }

        private static JsonNode described(JsonNode schema, String description) {
            if (description.isBlank() || !schema.isObject() || schema.has("description")) {
                return schema;
            }
            return ((ObjectNode) schema)
                    .put("description", OperationSummary.shortened(description));
        }

        private void addBody(JsonNode requestBody) throws Unusable {
            JsonNode content = requestBody.path("content");
            if (content.isEmpty()) {
                return;
            }
            boolean needed = requestBody.path("required").asBoolean();
            for (Map.Entry<String, JsonNode> type : content.properties()) {
                if (isJson(type.getKey())) {
                    addJson(type.getValue(), requestBody, needed);
                    return;
                }
            }
            if (content.has(FORM)) {
                addForm(content.path(FORM), needed);
                return;
            }
            skip(
                    needed,
                    "its body is neither JSON nor a form: "
                            + String.join(
                                    ", ",
                                    content.properties().stream().map(Map.Entry::getKey).toList()));
        }

        private static boolean isJson(String type) {
            String plain = type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
            return plain.equals("application/json")
                    || plain.endsWith("+json")
                    || plain.equals("*/*");
        }

        private void addJson(JsonNode media, JsonNode requestBody, boolean needed) throws Unusable {
            JsonNode schema = schemas.of(media.path("schema"));
            properties.set(BODY, described(schema, requestBody.path("description").asText()));
            body = TextNode.valueOf("{" + BODY + "}");
            if (needed) {
                required.add(BODY);
            }
        }

        /** A form is flat: each of its fields is an argument. */
        private void addForm(JsonNode media, boolean needed) throws Unusable {
            JsonNode schema = document.follow(media.path("schema"));
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                String argument = free(field.getKey());
                properties.set(argument, schemas.of(field.getValue()));
                fields.put(
                        field.getKey().replace("{", "{{").replace("}", "}}"), '{' + argument + '}');
                for (JsonNode name : schema.path("required")) {
                    if (needed && name.asText().equals(field.getKey())) {
                        required.add(argument);
                    }
                }
            }
            if (fields.isEmpty()) {
                skip(needed, "its form has no fields");
                return;
            }
            body = fields;
            bodyType = BodyType.FORM;
        }
    }
}
