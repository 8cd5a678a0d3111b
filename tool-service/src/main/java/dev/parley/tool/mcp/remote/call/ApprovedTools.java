package dev.parley.tool.mcp.remote.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.invocation.CallContext;
import dev.parley.tool.invocation.Invocation;
import dev.parley.tool.invocation.Reply;
import dev.parley.tool.mcp.client.tool.PlainSchema;
import dev.parley.tool.mcp.remote.catalogue.StoredTool;
import dev.parley.tool.mcp.remote.catalogue.TermsRows;
import dev.parley.tool.mcp.remote.catalogue.ToolRows;
import dev.parley.tool.mcp.remote.catalogue.ToolRows.Callable;
import dev.parley.tool.mcp.remote.catalogue.ToolRows.TermsSince;
import dev.parley.tool.mcp.remote.catalogue.ToolShape;
import dev.parley.tool.mcp.remote.server.Connections;
import dev.parley.tool.mcp.remote.server.StoredServer;
import dev.parley.tool.remote.RemoteTool;
import dev.parley.tool.remote.RemoteTools;
import dev.parley.tool.schema.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The tools of MCP servers as the rest of the service has them. */
@ApplicationScoped
class ApprovedTools implements RemoteTools {

    private static final String KEY = "mcp:";

    private final ToolRows rows;
    private final TermsRows terms;
    private final ToolShape shape;
    private final Connections connections;

    @Inject
    ApprovedTools(ToolRows rows, TermsRows terms, ToolShape shape, Connections connections) {
        this.rows = rows;
        this.terms = terms;
        this.shape = shape;
        this.connections = connections;
    }

    @Override
    public List<RemoteTool> after(String tenant, String name, int limit) {
        return TenantScope.call(tenant, () -> rows.callable(tenant, name, limit)).stream()
                .map(this::tool)
                .toList();
    }

    @Override
    public Optional<RemoteTool> find(String tenant, String name) {
        return callable(tenant, name).map(this::tool);
    }

    @Override
    public Optional<RemoteTool> version(String tenant, String key) {
        String[] parts = key.split(":", -1);
        return parts.length < 3
                ? Optional.empty()
                : callable(tenant, parts[2])
                        .filter(now -> key.startsWith(ofServer(now)))
                        .map(now -> tool(now, key));
    }

    @Override
    public boolean setTerms(RemoteTool tool, NewTerms wanted) {
        int expected = tool.terms() == null ? 0 : tool.terms().version();
        return callable(tool.tenant(), tool.name())
                .filter(now -> tool.key().startsWith(asDescribed(now.tool())))
                .map(now -> terms.set(now.tool(), expected, wanted))
                .orElse(false);
    }

    @Override
    public List<String> keeping(String tenant, List<String> names) {
        return TenantScope.call(tenant, () -> terms.keeping(tenant, names));
    }

    @Override
    public Invocation<Reply> call(RemoteTool tool, ObjectNode arguments, CallContext context) {
        return new RemoteCall(
                () ->
                        callable(tool.tenant(), tool.name())
                                .filter(now -> tool.key().startsWith(asDescribed(now.tool()))),
                connections,
                tool,
                arguments,
                context);
    }

    private Optional<Callable> callable(String tenant, String name) {
        return TenantScope.call(tenant, () -> rows.callable(tenant, name));
    }

    /** The beginning of the keys of a tool as its server describes it now. */
    private static String asDescribed(StoredTool tool) {
        return KEY + tool.serverId() + ':' + tool.name() + ':' + tool.hash() + ':';
    }

    /** The same, and as its tenant has its server: its address, its credential. */
    private static String ofServer(Callable callable) {
        StoredServer server = callable.server();
        ArrayNode place =
                JsonNodeFactory.instance.arrayNode().add(server.url()).add(server.credential());
        return asDescribed(callable.tool()) + CanonicalJson.hash(place).substring(0, 16) + ':';
    }

    private RemoteTool tool(Callable callable) {
        int terms = callable.terms() == null ? 0 : callable.terms().terms().version();
        return tool(callable, ofServer(callable) + terms);
    }

    private RemoteTool tool(Callable callable, String key) {
        StoredTool tool = callable.tool();
        StoredServer server = callable.server();
        TermsSince since = callable.terms();
        return new RemoteTool(
                tool.tenant(),
                tool.name(),
                key,
                server.name(),
                host(server),
                tool.title(),
                tool.description(),
                PlainSchema.of(shape.inputSchema(tool)),
                shape.outputSchema(tool) instanceof ObjectNode schema
                        ? PlainSchema.of(schema)
                        : null,
                shape.effects(server, tool),
                hints(shape.hints(tool)),
                since == null ? null : since.terms(),
                server.version() + (since == null ? 0 : since.terms().version()),
                since == null || since.at().isBefore(tool.updatedAt())
                        ? tool.updatedAt()
                        : since.at());
    }

    private static String host(StoredServer server) {
        try {
            return WebAddress.parse(server.url()).origin().toString();
        } catch (AddressRefused e) {
            throw new IllegalStateException("a stored address is one", e);
        }
    }

    private static RemoteTool.Hints hints(JsonNode said) {
        return new RemoteTool.Hints(
                said.path("readOnlyHint").asBoolean(false),
                said.path("destructiveHint").asBoolean(true),
                said.path("idempotentHint").asBoolean(false),
                said.path("openWorldHint").asBoolean(true));
    }
}
