package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Answers what a server wants of its client in the middle of a call. */
public interface Counterquestions {

    /** What servers are told that they can ask. */
    ObjectNode capabilities();

    /** The answer to a question; nothing if it is declined. */
    Optional<ObjectNode> answer(String method, ObjectNode params);
}
