package dev.parley.tool.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.schema.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings tools in that were made of something else: all of them or none. */
@ApplicationScoped
public class ToolImports {

    private final ToolRegistry registry;
    private final ToolParts parts;
    private final Tools tools;
    private final ObjectMapper mapper;

    @Inject
    ToolImports(ToolRegistry registry, ToolParts parts, Tools tools, ObjectMapper mapper) {
        this.mapper = mapper;
        this.registry = registry;
        this.parts = parts;
        this.tools = tools;
    }

    /** What became of a tool. */
    public enum Change {
        CREATED,
        /** There is a new version. */
        CHANGED,
        UNCHANGED
    }

    /** Refuses a definition that could not work. */
    public void check(ToolDefinition wanted) {
        parts.check(wanted);
    }

    /**
     * Creates tools, or replaces those of the same name and kind. What the new definition says
     * nothing of, such as an approval that somebody has asked for since, stays.
     *
     * @param withEffects the names of those whose effects were said, not guessed
     */
    @Transactional
    public List<Change> put(Caller caller, List<ToolDefinition> wanted, Set<String> withEffects) {
        List<Change> changes = new ArrayList<>();
        wanted.forEach(tool -> changes.add(put(caller, tool, withEffects.contains(tool.name()))));
        return changes;
    }

    private Change put(Caller caller, ToolDefinition wanted, boolean saysEffects) {
        Optional<Tool> present = tools.find(caller.tenant(), wanted.name());
        if (present.isEmpty()) {
            registry.create(caller, parts.check(wanted));
            return Change.CREATED;
        }
        Tool tool = present.get();
        if (tool.definition().kind() != wanted.kind() || !tool.owner().equals(caller.tenant())) {
            throw new ProblemException(
                    ToolError.NAME_TAKEN,
                    "There is another tool named \""
                            + wanted.name()
                            + "\"; import with another prefix.");
        }
        ToolParts.Parts next = parts.check(keeping(tool.definition(), wanted, saysEffects));
        if (canonical(tool.definition()).equals(canonical(next.definition()))) {
            return Change.UNCHANGED;
        }
        registry.replace(caller, wanted.name(), OptionalInt.empty(), next);
        return Change.CHANGED;
    }

    /**
     * A definition with what it says nothing of as it is at present.
     *
     * @param saysEffects whether its effects were said; if they were guessed from the method, the
     *     present ones stay as long as the method does
     */
    private static ToolDefinition keeping(
            ToolDefinition present, ToolDefinition wanted, boolean saysEffects) {
        return new ToolDefinition(
                wanted.name(),
                or(wanted.title(), present.title()),
                wanted.description(),
                wanted.kind(),
                wanted.inputSchema(),
                or(wanted.outputSchema(), present.outputSchema()),
                wanted.config(),
                or(wanted.requires(), present.requires()),
                saysEffects || !method(wanted).equals(method(present))
                        ? wanted.effects()
                        : present.effects(),
                or(wanted.approval(), present.approval()),
                or(wanted.approvalRule(), present.approvalRule()),
                or(wanted.timeout(), present.timeout()),
                or(wanted.maxAttempts(), present.maxAttempts()),
                or(wanted.maxConcurrent(), present.maxConcurrent()),
                or(wanted.rateLimit(), present.rateLimit()),
                or(wanted.cache(), present.cache()),
                or(wanted.invalidates(), present.invalidates()),
                or(wanted.allowedRoles(), present.allowedRoles()),
                or(wanted.costPerCall(), present.costPerCall()),
                wanted.labels());
    }

    private static JsonNode method(ToolDefinition definition) {
        return Objects.requireNonNull(definition.config()).path("method");
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T present) {
        return said == null ? present : said;
    }

    /** Numbers that were stored and read again are of other types, but the same. */
    private String canonical(ToolDefinition definition) {
        return CanonicalJson.of(mapper.valueToTree(definition));
    }
}
