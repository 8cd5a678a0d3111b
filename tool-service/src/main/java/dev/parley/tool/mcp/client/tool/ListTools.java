package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.session.Ask;
import dev.parley.tool.mcp.client.session.Conversation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists all tools of a server, page by page. A tool that is not fit is left out alone; a list that
 * has no end, or more than is taken, is no list.
 */
public final class ListTools {

    private static final int MAX_CURSOR = 4096;
    private static final int MAX_SHOWN = 128;

    private final Conversation conversation;
    private final McpClientConfig config;
    private final ReadDefinition read;

    /** Lists in a conversation. */
    public ListTools(Conversation conversation, McpClientConfig config) {
        this.conversation = conversation;
        this.config = config;
        this.read = new ReadDefinition(config);
    }

    /** The list. */
    public McpOutcome<Listing> list(Cancellation cancellation) {
        Until until = Until.in(config.listTimeout());
        Collected collected = new Collected();
        Set<String> cursors = new HashSet<>();
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        for (int pages = 0; pages < config.maxPages(); pages++) {
            McpOutcome<ObjectNode> page =
                    conversation
                            .ask(
                                    Ask.of("tools/list", params),
                                    config.maxListBytes(),
                                    until,
                                    cancellation)
                            .withoutEffect();
            if (!(page instanceof McpOutcome.Done<ObjectNode>(ObjectNode result))) {
                return new McpOutcome.Undone<>(page.why().orElseThrow());
            }
            Optional<Fault> fault = collected.take(result);
            if (fault.isPresent()) {
                return new McpOutcome.Undone<>(fault.get());
            }
            String cursor = result.path("nextCursor").textValue();
            if (cursor == null) {
                return new McpOutcome.Done<>(collected.listing());
            }
            if (cursor.length() > MAX_CURSOR || !cursors.add(cursor)) {
                return endless("The server's list of tools leads in a circle.");
            }
            params = JsonNodeFactory.instance.objectNode().put("cursor", cursor);
        }
        return endless("The server's list of tools has more pages than are read.");
    }

    private static McpOutcome<Listing> endless(String text) {
        return new McpOutcome.Undone<>(Fault.broken(text));
    }

    /** What the pages so far hold. */
    private final class Collected {

        private final List<ToolDefinition> tools = new ArrayList<>();
        private final List<Listing.LeftOut> leftOut = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private long weight;

        Optional<Fault> take(ObjectNode page) {
            if (!page.path("resultType").asText("complete").equals("complete")
                    || !(page.path("tools") instanceof ArrayNode listed)) {
                return Optional.of(Fault.broken("The server answers with no list of tools."));
            }
            for (JsonNode tool : listed) {
                if (tools.size() + leftOut.size() == config.maxTools()) {
                    return Optional.of(
                            new Fault(
                                    FaultReason.ANSWER_TOO_LARGE,
                                    "The server lists more than %d tools."
                                            .formatted(config.maxTools())));
                }
                take(tool);
                if (weight > config.maxListBytes()) {
                    return Optional.of(
                            new Fault(
                                    FaultReason.ANSWER_TOO_LARGE,
                                    "The server's tools are larger together than %d bytes."
                                            .formatted(config.maxListBytes())));
                }
            }
            return Optional.empty();
        }

        private void take(JsonNode tool) {
            try {
                ToolDefinition definition = read.read(tool);
                if (!names.add(definition.name())) {
                    throw new Unfit("The server lists another tool of the same name before it.");
                }
                weight += definition.weight();
                tools.add(definition);
            } catch (Unfit e) {
                String name = tool.path("name").asText();
                String shown = name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN);
                leftOut.add(new Listing.LeftOut(shown, e.reason()));
            }
        }

        Listing listing() {
            return new Listing(tools, leftOut);
        }
    }
}
