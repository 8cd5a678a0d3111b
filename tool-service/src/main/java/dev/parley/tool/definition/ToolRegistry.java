package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ToolId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;

/** Changes which tools a tenant has. */
@ApplicationScoped
class ToolRegistry {

    private static final int MAX_TOOLS = 2_000;

    private final ToolRepository repository;
    private final ToolSwitches switches;
    private final Builtins builtins;
    private final Tools tools;
    private final Requirements requirements;
    private final ObjectMapper mapper;

    @Inject
    ToolRegistry(
            ToolRepository repository,
            ToolSwitches switches,
            Builtins builtins,
            Tools tools,
            Requirements requirements,
            ObjectMapper mapper) {
        this.repository = repository;
        this.switches = switches;
        this.builtins = builtins;
        this.tools = tools;
        this.requirements = requirements;
        this.mapper = mapper;
    }

    @Transactional
    Tool create(Caller caller, ToolParts.Parts wanted) {
        ToolDefinition definition = wanted.definition();
        tools.changing(definition.name());
        requirements.require(caller.tenant(), definition);
        if (repository.count(caller.tenant()) >= MAX_TOOLS) {
            throw new ProblemException(
                    ToolError.TOO_MANY_TOOLS,
                    "A tenant has at most " + MAX_TOOLS + " tools; delete one first.");
        }
        UUID id = ToolId.next().value();
        boolean taken =
                builtins.find(definition.name()).isPresent()
                        || !repository.insert(caller.tenant(), id, draft(caller, definition));
        if (taken) {
            String message =
                    "There is a tool named \""
                            + definition.name()
                            + "\" already; choose another name.";
            throw new ProblemException(
                    ToolError.NAME_TAKEN,
                    message,
                    List.of(new FieldError("/name", "name-taken", message)));
        }
        return own(caller, definition.name());
    }

    @Transactional
    Tool replace(Caller caller, String name, OptionalInt expectedVersion, ToolParts.Parts wanted) {
        tools.changing(name);
        requirements.require(caller.tenant(), wanted.definition());
        StoredTool old = lock(caller, name, expectedVersion);
        changingForOthers(old);
        repository.replace(old, draft(caller, wanted.definition()));
        return own(caller, name);
    }

    @Transactional
    void delete(Caller caller, String name, OptionalInt expectedVersion) {
        tools.changing(name);
        requirements.requireUnused(caller.tenant(), name);
        StoredTool old = lock(caller, name, expectedVersion);
        changingForOthers(old);
        repository.delete(old);
    }

    /** Turns a tool on or off for this tenant; one of its own, for all whom it is shown to. */
    @Transactional
    Tool enable(Caller caller, String name, boolean enabled) {
        tools.changing(name);
        if (repository.lock(caller.tenant(), name).isEmpty()) {
            if (tools.find(caller.tenant(), name).isEmpty()) {
                throw ProblemException.notFound("tool");
            }
            switches.set(caller.tenant(), name, enabled);
        } else {
            StoredTool own = lock(caller, name, OptionalInt.empty());
            changingForOthers(own);
            repository.enable(own, enabled);
        }
        return tools.find(caller.tenant(), name)
                .orElseThrow(() -> ProblemException.notFound("tool"));
    }

    /** Shows a tool to other tenants, and to no others than these. */
    @Transactional
    List<String> share(Caller caller, String name, List<String> tenants) {
        tools.changingForAll();
        StoredTool own = lock(caller, name, OptionalInt.empty());
        repository.share(own, tenants);
        return repository.sharedWith(own);
    }

    List<String> sharedWith(Caller caller, String name) {
        return repository.sharedWith(stored(caller, name));
    }

    /** The versions of a tool of this tenant, the newest first, below {@code before}. */
    List<Tool> versions(Caller caller, String name, int before, int limit) {
        return repository.versions(stored(caller, name), before, limit).stream()
                .map(row -> tools.tool(caller.tenant(), row, null))
                .toList();
    }

    private StoredTool stored(Caller caller, String name) {
        return repository
                .find(caller.tenant(), name)
                .orElseThrow(() -> ProblemException.notFound("tool"));
    }

    /** The row as it is now, and not as some cache says. */
    private Tool own(Caller caller, String name) {
        return tools.tool(caller.tenant(), stored(caller, name), null);
    }

    private void changingForOthers(StoredTool tool) {
        if (!repository.sharedWith(tool).isEmpty()) {
            tools.changingForAll();
        }
    }

    private StoredTool lock(Caller caller, String name, OptionalInt expectedVersion) {
        if (builtins.find(name).isPresent()) {
            throw new ProblemException(
                    ToolError.BUILTIN_TOOL,
                    "The tool \""
                            + name
                            + "\" comes with Parley; it can be enabled and disabled only.");
        }
        StoredTool row =
                repository
                        .lock(caller.tenant(), name)
                        .orElseThrow(() -> ProblemException.notFound("tool"));
        if (expectedVersion.isPresent() && row.version() != expectedVersion.getAsInt()) {
            throw new ProblemException(
                    PlatformError.PRECONDITION_FAILED,
                    "The tool is at version "
                            + row.version()
                            + " now; read it again and repeat the change on that.");
        }
        return row;
    }

    private ToolRepository.Draft draft(Caller caller, ToolDefinition definition) {
        try {
            return new ToolRepository.Draft(
                    definition.name(),
                    definition.kind().wireName(),
                    Objects.requireNonNull(definition.requires()),
                    definition.cache() == null ? List.of() : definition.cache().names(),
                    mapper.writeValueAsString(definition),
                    caller.user());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition is always writable", e);
        }
    }
}
