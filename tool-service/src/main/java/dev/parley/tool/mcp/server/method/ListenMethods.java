package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.McpMethods;
import dev.parley.tool.mcp.server.invocation.Rounds;
import dev.parley.tool.mcp.server.offer.McpChanges;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Streams of changes, as clients ask for them since 2026-07-28. */
@ApplicationScoped
class ListenMethods implements McpMethods {

    private static final int MOST_RESOURCES = 256;

    private final Offer offer;
    private final ChangeStream stream;

    @Inject
    ListenMethods(Offer offer, ChangeStream stream) {
        this.offer = offer;
        this.stream = stream;
    }

    @Override
    public Map<String, Exchange.Method> of(Revision revision) {
        return offer.changes()
                .filter(changes -> revision.stateless())
                .<Map<String, Exchange.Method>>map(changes ->
                        Map.of("subscriptions/listen", exchange -> listen(exchange, changes)))
                .orElse(Map.of());
    }

    private ObjectNode listen(Exchange exchange, McpChanges changes)
            throws ClientGone, InterruptedException {
        ObjectNode filter = exchange.params().object("notifications");
        if (filter.has("taskIds")) {
            Rounds.requireTasks(exchange.peer().features());
        }
        Wanted wanted = Wanted.of(filter, offer);
        JsonNode subscription = exchange.id().value();
        ObjectNode acknowledged = tagged(subscription);
        acknowledged.set("notifications", wanted.toJson());
        stream.follow(
                changes,
                new ChangeStream.Listener(
                        exchange.peer().caller(), exchange.wire(), wanted::includes, subscription),
                () -> exchange.tell("notifications/subscriptions/acknowledged", acknowledged));
        return tagged(subscription);
    }

    private static ObjectNode tagged(JsonNode subscription) {
        ObjectNode tagged = McpJson.object();
        tagged.putObject("_meta").set(MetaKeys.SUBSCRIPTION, subscription);
        return tagged;
    }

    /** What a client wants and gets; what is not offered, it does not get. */
    private record Wanted(boolean tools, boolean prompts, boolean resources, Set<String> contents) {

        static Wanted of(ObjectNode filter, Offer offer) {
            boolean resources = offer.resources().isPresent();
            return new Wanted(
                    filter.path("toolsListChanged").asBoolean() && offer.tools().isPresent(),
                    filter.path("promptsListChanged").asBoolean() && offer.prompts().isPresent(),
                    filter.path("resourcesListChanged").asBoolean() && resources,
                    resources ? uris(filter.path("resourceSubscriptions")) : Set.of());
        }

        private static Set<String> uris(JsonNode list) {
            if (list.size() > MOST_RESOURCES) {
                throw RpcException.invalid(
                        "params.notifications.resourceSubscriptions has more than "
                                + MOST_RESOURCES
                                + " addresses.");
            }
            Set<String> uris = new HashSet<>();
            list.forEach(uri -> uris.add(uri.asText()));
            return uris;
        }

        boolean includes(McpChanges.Change change) {
            return switch (change) {
                case McpChanges.Change.Tools list -> tools;
                case McpChanges.Change.Prompts list -> prompts;
                case McpChanges.Change.Resources list -> resources;
                case McpChanges.Change.Content(String uri) -> contents.contains(uri);
            };
        }

        ObjectNode toJson() {
            ObjectNode json = McpJson.object();
            put(json, "toolsListChanged", tools);
            put(json, "promptsListChanged", prompts);
            put(json, "resourcesListChanged", resources);
            if (!contents.isEmpty()) {
                ArrayNode uris = json.putArray("resourceSubscriptions");
                contents.forEach(uris::add);
            }
            return json;
        }

        private static void put(ObjectNode json, String name, boolean wanted) {
            if (wanted) {
                json.put(name, true);
            }
        }
    }
}
