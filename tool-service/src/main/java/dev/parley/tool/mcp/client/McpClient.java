package dev.parley.tool.mcp.client;

import dev.parley.tool.credential.Secret;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.access.OpenAccess;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.mcp.client.oauth.StoredAccess;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.session.Conversation;
import dev.parley.tool.mcp.client.session.Counterquestions;
import dev.parley.tool.mcp.client.wire.Courier;
import dev.parley.tool.mcp.protocol.SelfInfo;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Supplier;

/** Speaks with MCP servers. */
@ApplicationScoped
public class McpClient {

    private final Egress egress;
    private final McpClientConfig config;
    private final Counterquestions questions;
    private final SelfInfo self;
    private final McpClientMeters meters;

    /** Speaks through the vetted way out. */
    @Inject
    public McpClient(
            Egress egress,
            McpClientConfig config,
            Counterquestions questions,
            SelfInfo self,
            MeterRegistry registry) {
        this.egress = egress;
        this.config = config;
        this.questions = questions;
        this.self = self;
        this.meters = new McpClientMeters(registry);
    }

    /** How requests to a server that lets everybody in prove nothing. */
    public Access open() {
        return new OpenAccess();
    }

    /**
     * How requests to a server prove who sends them.
     *
     * @param opened the stored credential, as it is just now
     */
    public Access stored(WebAddress server, Supplier<McpOutcome<Secret>> opened) {
        return new StoredAccess(egress, server, Clock.systemUTC(), opened);
    }

    /**
     * Speaks with a server. Nothing is sent before something is asked.
     *
     * @param toolsChanged called whenever the server says that its tools have changed
     */
    public McpConnection connect(WebAddress server, Access access, Runnable toolsChanged) {
        return new McpConnection(
                new Conversation(
                        new Courier(egress, server, access),
                        config,
                        questions,
                        self.toJson(),
                        toolsChanged),
                access,
                config,
                meters);
    }
}
