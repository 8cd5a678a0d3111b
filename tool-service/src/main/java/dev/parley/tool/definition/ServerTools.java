package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.json.MergePatch;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.remote.RemoteTool;
import dev.parley.tool.remote.RemoteTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Changes on what terms the tools of MCP servers are called. What such a tool is, only its server
 * says: fields of that may be sent along as they are.
 */
@ApplicationScoped
class ServerTools {

    private static final List<String> DESCRIBED =
            List.of(
                    "name",
                    "title",
                    "description",
                    "kind",
                    "input_schema",
                    "output_schema",
                    "config",
                    "requires");

    private final Tools tools;
    private final ToolParts parts;
    private final RemoteTools remote;
    private final MergePatch patch;
    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    ServerTools(
            Tools tools,
            ToolParts parts,
            RemoteTools remote,
            MergePatch patch,
            ObjectMapper mapper,
            Validator validator) {
        this.tools = tools;
        this.parts = parts;
        this.remote = remote;
        this.patch = patch;
        this.mapper = mapper;
        this.validator = validator;
    }

    /** Sets the terms to those that a whole definition says. */
    @Transactional
    Tool replace(Caller caller, String name, OptionalInt expectedVersion, ToolDefinition wanted) {
        Tool present = present(caller, name, expectedVersion);
        RemoteTool described = described(present);
        ObjectNode whole =
                mapper.valueToTree(wanted.complete(described.effects(), described.inputSchema()));
        DESCRIBED.forEach(field -> requireSame(present, field, whole.path(field)));
        return set(caller, described, ToolTerms.of(wanted));
    }

    /** Changes the terms that the body names; null takes one back (RFC 7396). */
    @Transactional
    Tool change(Caller caller, String name, OptionalInt expectedVersion, JsonNode fields) {
        Tool present = present(caller, name, expectedVersion);
        RemoteTool described = described(present);
        JsonNode ofTerms = fields.deepCopy();
        if (ofTerms instanceof ObjectNode object) {
            DESCRIBED.stream()
                    .filter(object::has)
                    .forEach(field -> requireSame(present, field, object.remove(field)));
        }
        return set(
                caller, described, patch.apply(parts.terms(described), ToolTerms.class, ofTerms));
    }

    private Tool set(Caller caller, RemoteTool described, ToolTerms next) {
        check(described, next);
        if (!remote.setTerms(
                described, new RemoteTools.NewTerms(write(next), next.tags(), caller.user()))) {
            throw outdated();
        }
        return present(caller, described.name(), OptionalInt.empty());
    }

    private Tool present(Caller caller, String name, OptionalInt expectedVersion) {
        Tool tool =
                tools.find(caller.tenant(), name)
                        .orElseThrow(() -> ProblemException.notFound("tool"));
        if (!(tool.binding() instanceof Binding.Mcp)) {
            throw DefinitionRules.refused(
                    "/kind",
                    "not-changeable",
                    "must stay as it is: the tool is not one of an MCP server");
        }
        if (expectedVersion.isPresent() && expectedVersion.getAsInt() != tool.version()) {
            throw outdated();
        }
        return tool;
    }

    private static RemoteTool described(Tool tool) {
        return ((Binding.Mcp) tool.binding()).tool();
    }

    private void requireSame(Tool present, String field, JsonNode wanted) {
        JsonNode is = mapper.<ObjectNode>valueToTree(present.definition()).path(field);
        if (!orNull(is).equals(orNull(wanted))) {
            throw DefinitionRules.refused(
                    "/" + field,
                    "not-changeable",
                    "is for the tool's MCP server to say; leave it as it is");
        }
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }

    private void check(RemoteTool described, ToolTerms next) {
        ToolDefinition whole = next.over(ToolDefinition.ofServer(described));
        Set<ConstraintViolation<ToolDefinition>> violations = validator.validate(whole);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        if (next.effects() == Effects.RECONCILABLE) {
            throw DefinitionRules.refused(
                    "/effects",
                    "invalid-value",
                    "must be none, idempotent or unsafe: an MCP server cannot be asked what became of a call");
        }
        ToolTerms before = parts.terms(described);
        boolean touched =
                !Objects.equals(before.cache(), next.cache()) || before.effects() != next.effects();
        if (touched) {
            DefinitionRules.requireCacheable(whole);
        }
        DefinitionRules.requireApproval(whole);
    }

    private String write(ToolTerms terms) {
        try {
            return mapper.writeValueAsString(terms);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("terms are always writable", e);
        }
    }

    private static ProblemException outdated() {
        return new ProblemException(
                PlatformError.PRECONDITION_FAILED,
                "The tool is another by now; read it again and repeat the change on that.");
    }
}
