package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.remote.RemoteTool;
import dev.parley.tool.remote.RemoteTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** Changes on what terms the tools of MCP servers are called. */
@ApplicationScoped
class ServerTools {

    private final Tools tools;
    private final RemoteTools remote;
    private final ObjectMapper mapper;

    @Inject
    ServerTools(Tools tools, RemoteTools remote, ObjectMapper mapper) {
        this.tools = tools;
        this.remote = remote;
        this.mapper = mapper;
    }

    /** Replaces the terms of a tool; what its server says of it must be as it is. */
    @Transactional
    Tool replace(Caller caller, String name, OptionalInt expectedVersion, ToolDefinition wanted) {
        Tool present = ofServer(caller, name);
        RemoteTool described = ((Binding.Mcp) present.binding()).tool();
        if (expectedVersion.isPresent() && expectedVersion.getAsInt() != present.version()) {
            throw outdated();
        }
        ToolDefinition complete = wanted.complete(described.effects(), described.inputSchema());
        requireDescribed(present.definition(), complete);
        check(complete);
        ToolTerms terms = ToolTerms.of(complete, described.effects());
        if (!remote.agree(
                described, new RemoteTools.NewTerms(write(terms), terms.tags(), caller.user()))) {
            throw outdated();
        }
        return ofServer(caller, name);
    }

    private Tool ofServer(Caller caller, String name) {
        Tool tool =
                tools.find(caller.tenant(), name)
                        .orElseThrow(() -> ProblemException.notFound("tool"));
        if (!(tool.binding() instanceof Binding.Mcp)) {
            throw ProblemException.invalid(
                    "/kind",
                    "not-changeable",
                    "The tool is not one of an MCP server; /kind must stay as it is.");
        }
        return tool;
    }

    private static void requireDescribed(ToolDefinition present, ToolDefinition wanted) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("/title", Objects.equals(present.title(), wanted.title()));
        same.put("/description", present.description().equals(wanted.description()));
        same.put("/input_schema", Objects.equals(present.inputSchema(), wanted.inputSchema()));
        same.put("/output_schema", Objects.equals(present.outputSchema(), wanted.outputSchema()));
        same.put("/config", wanted.config() == null);
        same.put("/requires", Objects.equals(present.requires(), wanted.requires()));
        same.forEach((pointer, isSame) -> {
            if (!isSame) {
                throw ProblemException.invalid(
                        pointer,
                        "not-changeable",
                        "The value of "
                                + pointer
                                + " is for the tool's MCP server to say; leave it as it is.");
            }
        });
    }

    private static void check(ToolDefinition wanted) {
        if (wanted.effects() == Effects.RECONCILABLE) {
            throw ProblemException.invalid(
                    "/effects",
                    "invalid-value",
                    "The value of /effects must be none, idempotent or unsafe: an MCP server cannot be asked what became of a call.");
        }
        DefinitionRules.requireCacheable(wanted);
        DefinitionRules.requireApproval(wanted);
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
