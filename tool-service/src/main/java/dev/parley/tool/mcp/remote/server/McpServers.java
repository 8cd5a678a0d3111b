package dev.parley.tool.mcp.remote.server;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;

/** Names, changes, deletes and shows servers. Name and prefix are unique in their tenant. */
@ApplicationScoped
public class McpServers {

    private static final String UNIQUE_VIOLATION = "23505";

    private final ServerRows rows;
    private final ServerShape shape;
    private final Connections connections;
    private final Renaming renaming;
    private final RemoteConfig config;
    private final Cursors cursors;

    @Inject
    McpServers(
            ServerRows rows,
            ServerShape shape,
            Connections connections,
            Renaming renaming,
            RemoteConfig config,
            Cursors cursors) {
        this.rows = rows;
        this.shape = shape;
        this.connections = connections;
        this.renaming = renaming;
        this.config = config;
        this.cursors = cursors;
    }

    @Transactional
    McpServerResponse create(String tenant, String name, McpServerRequest wanted) {
        StoredServer row = shape.first(tenant, name, wanted, now());
        if (rows.find(tenant, name).isPresent()) {
            throw taken("name", name);
        }
        requireFreePrefix(row);
        if (rows.count(tenant) >= config.maxPerTenant()) {
            throw new ProblemException(
                    ToolError.TOO_MANY_MCP_SERVERS,
                    "There may be "
                            + config.maxPerTenant()
                            + " MCP servers; delete one that is not used.");
        }
        if (!rows.insert(row)) {
            // Somebody else was faster just now.
            throw taken("name", name);
        }
        return get(tenant, name);
    }

    /** A server with how speaking with it goes. */
    public McpServerResponse get(String tenant, String name) {
        return rows.view(tenant, name)
                .map(shape::response)
                .orElseThrow(() -> ProblemException.notFound("MCP server"));
    }

    Page<McpServerResponse> list(String tenant, PageRequest wanted) {
        Cursors.Scope scope = Cursors.Scope.of(tenant, "mcp-servers", "name");
        String after = wanted.cursor() == null ? "" : cursors.open(scope, wanted.cursor());
        List<ServerRows.Viewed> found = rows.page(tenant, after, wanted.limit() + 1);
        return Page.of(found, wanted.limit(), last -> cursors.seal(scope, last.server().name()))
                .map(shape::response);
    }

    @Transactional
    McpServerResponse replace(
            String tenant, String name, OptionalInt expectedVersion, McpServerRequest wanted) {
        StoredServer old = lock(tenant, name, expectedVersion);
        StoredServer row = shape.next(old, wanted, now());
        requireFreePrefix(row);
        try {
            rows.update(row);
            if (!row.prefix().equals(old.prefix())) {
                renaming.rename(row);
            }
        } catch (DatabaseException e) {
            throw UNIQUE_VIOLATION.equals(e.sqlState()) ? taken("prefix", row.prefix()) : e;
        }
        return get(tenant, name);
    }

    @Transactional
    void delete(String tenant, String name, OptionalInt expectedVersion) {
        StoredServer row = lock(tenant, name, expectedVersion);
        rows.delete(row);
        connections.drop(row);
    }

    private StoredServer lock(String tenant, String name, OptionalInt expectedVersion) {
        StoredServer row =
                rows.lock(tenant, name).orElseThrow(() -> ProblemException.notFound("MCP server"));
        if (expectedVersion.isPresent() && row.version() != expectedVersion.getAsInt()) {
            throw new ProblemException(
                    PlatformError.PRECONDITION_FAILED,
                    "The MCP server is at version "
                            + row.version()
                            + " now; read it again and repeat the change on that.");
        }
        return row;
    }

    private void requireFreePrefix(StoredServer row) {
        if (rows.isPrefixTaken(row.tenant(), row.prefix(), row.id())) {
            throw taken("prefix", row.prefix());
        }
    }

    private static ProblemException taken(String field, String value) {
        String message =
                "There is an MCP server with the %s \"%s\" already; choose another %s."
                        .formatted(field, value, field);
        return new ProblemException(
                ToolError.NAME_TAKEN,
                message,
                List.of(new FieldError('/' + field, "name-taken", message)));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
