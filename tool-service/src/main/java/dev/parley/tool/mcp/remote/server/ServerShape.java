package dev.parley.tool.mcp.remote.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.McpServerId;
import dev.parley.platform.http.Metadata;
import dev.parley.tool.mcp.remote.server.McpServerResponse.Problem;
import dev.parley.tool.mcp.remote.server.McpServerResponse.Software;
import dev.parley.tool.mcp.remote.server.McpServerResponse.State;
import dev.parley.tool.mcp.remote.server.McpServerResponse.Tools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** The same server in its several shapes: request, row, response. */
@ApplicationScoped
class ServerShape {

    private static final int MAX_PREFIX = 24;

    private final ObjectMapper mapper;

    @Inject
    ServerShape(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    StoredServer first(String tenant, String name, McpServerRequest wanted, Instant now) {
        UUID id = McpServerId.next().value();
        return row(tenant, id, name, wanted, 1, now, now);
    }

    StoredServer next(StoredServer old, McpServerRequest wanted, Instant now) {
        return row(
                old.tenant(),
                old.id(),
                old.name(),
                wanted,
                old.version() + 1,
                old.createdAt(),
                now);
    }

    private StoredServer row(
            String tenant,
            UUID id,
            String name,
            McpServerRequest wanted,
            int version,
            Instant createdAt,
            Instant updatedAt) {
        return new StoredServer(
                tenant,
                id,
                name,
                wanted.url(),
                wanted.credential(),
                wanted.prefix() == null ? prefix(name) : wanted.prefix(),
                Metadata.write(mapper, wanted.labels()),
                !Boolean.FALSE.equals(wanted.enabled()),
                Boolean.TRUE.equals(wanted.trustAnnotations()),
                Boolean.TRUE.equals(wanted.newToolsWait()),
                version,
                createdAt,
                updatedAt);
    }

    /** The name, as far as it can be one. */
    private static String prefix(String name) {
        String cut = name.length() <= MAX_PREFIX ? name : name.substring(0, MAX_PREFIX);
        return cut.replaceAll("_{2,}", "_").replaceAll("[_-]+$", "");
    }

    McpServerResponse response(ServerRows.Viewed viewed) {
        StoredServer server = viewed.server();
        SyncView sync = viewed.sync();
        State state = state(server, sync);
        return new McpServerResponse(
                new McpServerId(server.id()),
                server.name(),
                server.url(),
                server.credential(),
                server.enabled(),
                server.prefix(),
                Metadata.read(mapper, server.labels()),
                server.trustAnnotations(),
                server.newToolsWait(),
                state,
                sync.fault() == null
                        ? null
                        : new Problem(sync.fault(), String.valueOf(sync.faultText())),
                sync.syncedAt(),
                state == State.DISABLED ? null : sync.dueAt(),
                sync.revision(),
                sync.serverName() == null
                        ? null
                        : new Software(sync.serverName(), String.valueOf(sync.serverVersion())),
                sync.active(),
                new Tools(sync.active(), sync.changed(), sync.gone(), read(sync.leftOut())),
                server.version(),
                server.createdAt(),
                server.updatedAt());
    }

    private static State state(StoredServer server, SyncView sync) {
        if (!server.enabled()) {
            return State.DISABLED;
        }
        if (sync.fault() != null) {
            return State.FAILING;
        }
        return sync.syncedAt() == null ? State.PENDING : State.READY;
    }

    private JsonNode read(String leftOut) {
        try {
            return mapper.readTree(leftOut);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored is readable", e);
        }
    }
}
