package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.wire.Counterpart;
import dev.parley.tool.mcp.client.wire.Outgoing;
import dev.parley.tool.mcp.client.wire.ProtocolBroken;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcJson;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes what a server says ahead of an answer: hears of changed tools, lets progress and log lines
 * pass, and answers questions, where the revision has them.
 */
final class Companion implements Counterpart {

    private static final String TOOLS_CHANGED = "notifications/tools/list_changed";

    /** A server that asks more often in one call only keeps this side busy. */
    private static final int MOST_QUESTIONS = 32;

    private final Link link;
    private final Counterquestions questions;
    private final Consumer<Outgoing> post;
    private final Runnable opened;
    private final Runnable toolsChanged;
    private int asked;

    /**
     * Begins to take.
     *
     * @param post sends the answer to a question
     */
    Companion(
            Link link,
            Counterquestions questions,
            Consumer<Outgoing> post,
            Runnable opened,
            Runnable toolsChanged) {
        this.link = link;
        this.questions = questions;
        this.post = post;
        this.opened = opened;
        this.toolsChanged = toolsChanged;
    }

    @Override
    public void opened() {
        opened.run();
    }

    @Override
    public void told(String method, ObjectNode params) {
        if (method.equals(TOOLS_CHANGED)) {
            toolsChanged.run();
        }
    }

    @Override
    public void asked(RpcId id, String method, ObjectNode params) throws ProtocolBroken {
        if (!(link instanceof Link.Session session)) {
            throw new ProtocolBroken("The server asks something in a way that its revision lacks.");
        }
        if (++asked > MOST_QUESTIONS) {
            throw new ProtocolBroken("The server asks its client too often.");
        }
        post.accept(session.tell(answer(id, method, params)));
    }

    private ObjectNode answer(RpcId id, String method, ObjectNode params) {
        Optional<ObjectNode> answer =
                method.equals("ping")
                        ? Optional.of(JsonNodeFactory.instance.objectNode())
                        : questions.answer(method, params);
        return answer.map(result -> RpcJson.result(id, result))
                .orElseGet(() -> RpcJson.error(declined().to(id)));
    }

    private static RpcException declined() {
        return new RpcException(RpcError.METHOD_NOT_FOUND, "This client does nothing for servers.");
    }
}
