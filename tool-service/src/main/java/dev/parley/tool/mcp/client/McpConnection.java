package dev.parley.tool.mcp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.access.Masking;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.session.Conversation;
import dev.parley.tool.mcp.client.session.Link;
import dev.parley.tool.mcp.client.tool.CallTool;
import dev.parley.tool.mcp.client.tool.ListTools;
import dev.parley.tool.mcp.client.tool.Listing;
import dev.parley.tool.mcp.client.tool.ToolCall;

/** One server, for any number of threads, each of them virtual. */
public final class McpConnection {

    private final Conversation conversation;
    private final Access access;
    private final McpClientConfig config;
    private final McpClientMeters meters;
    private final ListTools list;
    private final CallTool call;

    McpConnection(
            Conversation conversation,
            Access access,
            McpClientConfig config,
            McpClientMeters meters) {
        this.conversation = conversation;
        this.access = access;
        this.config = config;
        this.meters = meters;
        this.list = new ListTools(conversation, config);
        this.call = new CallTool(conversation, config);
    }

    /** What is agreed on with the server. */
    public McpOutcome<Link> link(Cancellation cancellation) {
        return conversation.link(Until.in(config.handshakeTimeout()), cancellation);
    }

    /** All its tools. Has no effect, so that it is never lost. */
    public McpOutcome<Listing> list(Cancellation cancellation) {
        long start = System.nanoTime();
        return masked(meters.ended(McpClientMeters.Operation.LIST, list.list(cancellation), start));
    }

    /** Calls one of them, and gives the result as the server wrote it, but for secrets in it. */
    public McpOutcome<ObjectNode> call(ToolCall tool, Until until, Cancellation cancellation) {
        long start = System.nanoTime();
        McpOutcome<ObjectNode> outcome =
                meters.ended(
                        McpClientMeters.Operation.CALL,
                        call.call(tool, until, cancellation),
                        start);
        return masked(outcome)
                .then(result -> new McpOutcome.Done<>(new Masking(access.traces()).json(result)));
    }

    private <T> McpOutcome<T> masked(McpOutcome<T> outcome) {
        return outcome.withFault(
                fault -> fault.saying(new Masking(access.traces()).text(fault.text())));
    }

    /**
     * Listens for changes of its tools for a while, or until the server has enough.
     *
     * @param opened called once changes are told
     */
    public McpOutcome<ObjectNode> listen(Runnable opened, Cancellation cancellation) {
        long start = System.nanoTime();
        return meters.ended(
                McpClientMeters.Operation.LISTEN,
                conversation.listen(opened, Until.in(config.streamLifetime()), cancellation),
                start);
    }

    /** Forgets what was agreed on, and says goodbye where a server keeps something. */
    public void close() {
        conversation.close();
    }
}
