package dev.parley.tool.mcp.remote.server;

import dev.parley.tool.credential.Credentials;
import dev.parley.tool.credential.Opened;
import dev.parley.tool.credential.Secret;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.McpClient;
import dev.parley.tool.mcp.client.McpConnection;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.outcome.EgressFaults;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The connections of this process, one a server: sync, calls and listening share what was agreed on
 * with it, and its tokens. A server that was changed gets a new one.
 */
@ApplicationScoped
public class Connections {

    private static final int MOST = 2_000;

    private final McpClient client;
    private final Egress egress;
    private final Credentials credentials;
    private final SyncDue due;

    /** The one that was used longest ago is the first. */
    private final Map<Key, Entry> open = new LinkedHashMap<>(16, 0.75f, true);

    @Inject
    Connections(McpClient client, Egress egress, Credentials credentials, SyncDue due) {
        this.client = client;
        this.egress = egress;
        this.credentials = credentials;
        this.due = due;
    }

    private record Key(String tenant, UUID id) {}

    private record Entry(int version, McpConnection connection) {}

    /** The connection to a server, or why there cannot be one. */
    public McpOutcome<McpConnection> of(StoredServer server) {
        WebAddress address;
        try {
            address = egress.require(server.url());
        } catch (AddressRefused e) {
            return new McpOutcome.Undone<>(EgressFaults.of(e.reason()));
        }
        Key key = new Key(server.tenant(), server.id());
        synchronized (open) {
            Entry known = open.get(key);
            if (known != null && known.version() == server.version()) {
                return new McpOutcome.Done<>(known.connection());
            }
            Entry fresh = new Entry(server.version(), connect(server, address));
            open.put(key, fresh);
            if (known != null) {
                known.connection().close();
            }
            forgetOldest();
            return new McpOutcome.Done<>(fresh.connection());
        }
    }

    /** Ends the connection to a server that is no more. */
    void drop(StoredServer server) {
        synchronized (open) {
            Entry known = open.remove(new Key(server.tenant(), server.id()));
            if (known != null) {
                known.connection().close();
            }
        }
    }

    private void forgetOldest() {
        if (open.size() > MOST) {
            Map.Entry<Key, Entry> oldest = open.entrySet().iterator().next();
            oldest.getValue().connection().close();
            open.remove(oldest.getKey());
        }
    }

    private McpConnection connect(StoredServer server, WebAddress address) {
        String credential = server.credential();
        Access access =
                credential == null
                        ? client.open()
                        : client.stored(address, () -> opened(server.tenant(), credential));
        return client.connect(address, access, () -> due.soon(server.tenant(), server.id()));
    }

    private McpOutcome<Secret> opened(String tenant, String credential) {
        return switch (credentials.open(tenant, credential)) {
            case Opened.Found(Secret secret, String revision) -> new McpOutcome.Done<>(secret);
            case Opened.Missing() ->
                    unusable("There is no credential of the name that is stored with the server.");
            case Opened.Locked locked -> unusable("The server's credential cannot be opened here.");
        };
    }

    private static McpOutcome<Secret> unusable(String text) {
        return new McpOutcome.Undone<>(new Fault(FaultReason.CREDENTIAL_UNUSABLE, text));
    }
}
