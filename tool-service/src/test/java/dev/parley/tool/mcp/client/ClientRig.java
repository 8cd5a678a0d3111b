package dev.parley.tool.mcp.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.EgressRig;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.access.OpenAccess;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.mcp.client.session.Counterquestions;
import dev.parley.tool.mcp.protocol.SelfInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An {@link McpClient} by itself, with the settings and the servers of a test. */
public final class ClientRig implements AutoCloseable {

    private final EgressRig egress = new EgressRig().resolvingToLoopback();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, String> settings = new HashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final List<String> asked = new ArrayList<>();

    /** Sets {@code parley.mcp-client.<key>}. */
    public ClientRig with(String key, String value) {
        settings.put("parley.mcp-client." + key, value);
        return this;
    }

    /** The way out. */
    public EgressRig egress() {
        return egress;
    }

    /** What was measured. */
    public SimpleMeterRegistry meters() {
        return meters;
    }

    /** How often a server said that its tools have changed. */
    public int changes() {
        return changes.get();
    }

    /** What servers asked of their client, all of it declined. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** Speaks with the server at an address, without any proof. */
    public McpConnection connect(String url) {
        return connect(EgressRig.address(url), new OpenAccess());
    }

    /** Speaks with a server. */
    public McpConnection connect(WebAddress server, Access access) {
        return connect(server, access, new Declining());
    }

    /** Speaks with a server that may ask something. */
    public McpConnection connect(WebAddress server, Access access, Counterquestions questions) {
        return new McpClient(egress.egress(), config(), questions, new SelfInfo("1.0"), meters)
                .connect(server, access, changes::incrementAndGet);
    }

    /** The settings. */
    public McpClientConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(McpClientConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(McpClientConfig.class);
    }

    private final class Declining implements Counterquestions {

        @Override
        public ObjectNode capabilities() {
            return JsonNodeFactory.instance.objectNode();
        }

        @Override
        public Optional<ObjectNode> answer(String method, ObjectNode params) {
            synchronized (ClientRig.this) {
                asked.add(method);
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        egress.close();
    }
}
