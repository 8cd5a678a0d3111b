package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.platform.json.StrictJson;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.http.HttpCheck;
import dev.parley.tool.http.HttpConfig;
import dev.parley.tool.http.HttpTool;
import dev.parley.tool.http.TemplateRefused;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.remote.RemoteTool;
import dev.parley.tool.schema.JsonSchema;
import dev.parley.tool.schema.JsonSchemas;
import dev.parley.tool.schema.SchemaRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a definition holds as JSON: its schemas and its configuration. */
@ApplicationScoped
class ToolParts {

    /** Its path is that of something else. */
    private static final String RESERVED = "plan";

    private final JsonSchemas schemas;
    private final HttpCheck http;
    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    ToolParts(JsonSchemas schemas, HttpCheck http, ObjectMapper mapper, Validator validator) {
        this.schemas = schemas;
        this.http = http;
        this.mapper = mapper;
        this.validator = validator;
    }

    /** A definition without gaps, and what is in it. */
    record Parts(
            ToolDefinition definition,
            JsonSchema input,
            @Nullable JsonSchema output,
            Binding binding) {}

    /** So that pointers begin with the name of the field. */
    private record Configured(
            @NotNull(message = "is required: an object with method and url") @Valid
                    HttpConfig config) {}

    /** Reads a definition that somebody sent; refuses with pointers what could not work. */
    Parts check(ToolDefinition wanted) {
        if (wanted.name().equals(RESERVED)) {
            throw DefinitionRules.refused(
                    "/name", "reserved", "is taken by POST /v1/tools/plan; choose another");
        }
        HttpConfig config = config(wanted);
        JsonNode schema =
                Objects.requireNonNullElse(wanted.inputSchema(), JsonSchemas.noArguments());
        JsonSchema input = schema("/input_schema", schema, true);
        JsonSchema output =
                wanted.outputSchema() == null
                        ? null
                        : schema("/output_schema", wanted.outputSchema(), false);
        HttpTool tool = checked(config, schema);
        ToolDefinition complete = wanted.complete(defaultEffects(config), schema);
        checkLookup(complete, config);
        DefinitionRules.requireCacheable(complete);
        DefinitionRules.requireApproval(complete);
        return new Parts(complete, input, output, new Binding.Http(tool));
    }

    /** Reads a definition that was checked when it was stored. */
    Parts read(ToolDefinition stored) {
        try {
            HttpTool tool = HttpTool.of(config(stored));
            JsonSchema input =
                    schemas.readForArguments(Objects.requireNonNull(stored.inputSchema()));
            JsonSchema output =
                    stored.outputSchema() == null ? null : schemas.read(stored.outputSchema());
            return new Parts(stored, input, output, new Binding.Http(tool));
        } catch (TemplateRefused | SchemaRefused e) {
            throw new IllegalStateException("a stored tool is not readable", e);
        }
    }

    /** Reads the schemas of a tool that comes with Parley. */
    Parts builtin(ToolDefinition definition, @Nullable JsonNode outputSchema, Binding binding) {
        try {
            return new Parts(
                    definition,
                    schemas.readForArguments(Objects.requireNonNull(definition.inputSchema())),
                    outputSchema == null ? null : schemas.read(outputSchema),
                    binding);
        } catch (SchemaRefused e) {
            throw new IllegalStateException(
                    "the schema of " + definition.name() + ' ' + e.pointer() + ' ' + e.reason(), e);
        }
    }

    /** Reads a tool of an MCP server, whose schemas were checked when it was approved. */
    Parts ofServer(RemoteTool tool) {
        ToolDefinition definition =
                terms(tool)
                        .on(ToolDefinition.ofServer(tool))
                        .complete(tool.effects(), tool.inputSchema());
        try {
            return new Parts(
                    definition,
                    schemas.readForArguments(tool.inputSchema()),
                    tool.outputSchema() == null ? null : schemas.read(tool.outputSchema()),
                    new Binding.Mcp(tool));
        } catch (SchemaRefused e) {
            throw new IllegalStateException("the schema of an approved tool is not readable", e);
        }
    }

    /** What a tenant has said of an MCP server's tool. */
    ToolTerms terms(RemoteTool tool) {
        if (tool.terms() == null) {
            return ToolTerms.NONE;
        }
        try {
            return mapper.readValue(tool.terms().json(), ToolTerms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the terms of a tool are not readable", e);
        }
    }

    private HttpConfig config(ToolDefinition definition) {
        try {
            JsonNode holder =
                    JsonNodeFactory.instance.objectNode().set("config", definition.config());
            Configured read = mapper.treeToValue(holder, Configured.class);
            Set<ConstraintViolation<Configured>> violations = validator.validate(read);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return read.config();
        } catch (JsonProcessingException e) {
            throw StrictJson.refusal(e);
        }
    }

    private JsonSchema schema(String field, JsonNode source, boolean ofArguments) {
        try {
            return ofArguments ? schemas.readForArguments(source) : schemas.read(source);
        } catch (SchemaRefused e) {
            throw DefinitionRules.refused(field + e.pointer(), "invalid-schema", e.reason());
        }
    }

    private HttpTool checked(HttpConfig config, JsonNode schema) {
        try {
            return http.check(config, schema);
        } catch (TemplateRefused e) {
            throw DefinitionRules.refused("/config" + e.pointer(), "invalid-config", e.reason());
        } catch (AddressRefused e) {
            String message = e.reason().text();
            throw new ProblemException(
                    ToolError.URL_NOT_ALLOWED,
                    message,
                    List.of(new FieldError("/config/url", "tool-url-not-allowed", message)));
        }
    }

    private static Effects defaultEffects(HttpConfig config) {
        boolean reads = config.method() == Method.GET || config.method() == Method.HEAD;
        return reads ? Effects.NONE : Effects.UNSAFE;
    }

    private static void checkLookup(ToolDefinition definition, HttpConfig config) {
        boolean reconcilable = definition.effects() == Effects.RECONCILABLE;
        if (reconcilable && config.lookup() == null) {
            throw DefinitionRules.refused(
                    "/config/lookup",
                    "required",
                    "is required with effects \"reconcilable\": how to find out whether a call was carried out");
        }
        if (!reconcilable && config.lookup() != null) {
            throw DefinitionRules.refused(
                    "/config/lookup",
                    "not-used",
                    "is used only with effects \"reconcilable\"; leave it out");
        }
    }
}
