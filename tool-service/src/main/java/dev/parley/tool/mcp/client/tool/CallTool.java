package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.parley.tool.mcp.client.session.Link;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Calls a tool. It is called once: only where the server says that it has not begun, or that it
 * needs something to go on, another request follows.
 */
public final class CallTool {

    private static final int MOST_ROUNDS = 8;

    /** Of a server that needs nothing but to be asked again. */
    private static final Duration PACE = Duration.ofMillis(250);

    private final Conversation conversation;
    private final McpClientConfig config;

    /** Calls in a conversation. */
    public CallTool(Conversation conversation, McpClientConfig config) {
        this.conversation = conversation;
        this.config = config;
    }

    /** The result as the server wrote it, with its content. */
    public McpOutcome<ObjectNode> call(ToolCall call, Until until, Cancellation cancellation) {
        McpOutcome<Link> link = conversation.link(until, cancellation);
        if (link.why().isPresent()) {
            return new McpOutcome.Undone<>(link.why().get().beforeLeaving());
        }
        ObjectNode round = JsonNodeFactory.instance.objectNode();
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            McpOutcome<ObjectNode> outcome =
                    conversation.ask(
                            ask(call, round), config.maxAnswerBytes(), until, cancellation);
            if (!(outcome instanceof McpOutcome.Done<ObjectNode>(ObjectNode result))) {
                return rounds == 0 ? outcome : begun(outcome);
            }
            switch (result.path("resultType").asText("complete")) {
                case "complete" -> {
                    return complete(result);
                }
                case "input_required" -> {
                    Optional<ObjectNode> next = answered(result);
                    if (next.isEmpty()) {
                        return wanting(
                                "The tool wants something of its client that it does not get.");
                    }
                    round = next.get();
                    if (!round.has("inputResponses")) {
                        cancellation.pause(PACE);
                    }
                }
                default -> {
                    return new McpOutcome.Lost<>(
                            Fault.broken(
                                    "The server answers with a kind of result that is not known."));
                }
            }
        }
        return wanting("The tool wants something of its client again and again.");
    }

    private static Ask ask(ToolCall call, ObjectNode round) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", call.name());
        params.set("arguments", call.arguments());
        params.setAll(round);
        if (!call.meta().isEmpty()) {
            params.set("_meta", call.meta().deepCopy());
        }
        return new Ask(
                "tools/call",
                params,
                Optional.of(call.name()),
                ArgumentMarks.headers(call.inputSchema(), call.arguments()));
    }

    private static McpOutcome<ObjectNode> complete(ObjectNode result) {
        return result.path("content").isArray() || result.has("structuredContent")
                ? new McpOutcome.Done<>(result)
                : new McpOutcome.Lost<>(Fault.broken("The server answers without any content."));
    }

    /** What the next round takes along; nothing if a question is declined. */
    private Optional<ObjectNode> answered(ObjectNode result) {
        ObjectNode round = JsonNodeFactory.instance.objectNode();
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> asked : result.path("inputRequests").properties()) {
            JsonNode params = asked.getValue().path("params");
            Optional<ObjectNode> answer =
                    conversation
                            .questions()
                            .answer(
                                    asked.getValue().path("method").asText(),
                                    params instanceof ObjectNode given
                                            ? given
                                            : JsonNodeFactory.instance.objectNode());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            responses.set(asked.getKey(), answer.get());
        }
        if (!responses.isEmpty()) {
            round.set("inputResponses", responses);
        }
        if (result.path("requestState").isTextual()) {
            round.set("requestState", result.path("requestState"));
        }
        return round.isEmpty() ? Optional.empty() : Optional.of(round);
    }

    /** A call of several rounds that breaks off has begun, whatever became of the last one. */
    private static McpOutcome<ObjectNode> begun(McpOutcome<ObjectNode> outcome) {
        return new McpOutcome.Lost<>(outcome.why().orElseThrow());
    }

    private static McpOutcome<ObjectNode> wanting(String text) {
        return new McpOutcome.Lost<>(new Fault(FaultReason.INPUT_WANTED, text));
    }
}
