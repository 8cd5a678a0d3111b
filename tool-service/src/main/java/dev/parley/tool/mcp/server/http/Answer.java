package dev.parley.tool.mcp.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What becomes of a message. */
sealed interface Answer {

    /** It is taken; there is nothing to say. */
    record Accepted() implements Answer {}

    /** A message goes back. */
    record Message(int status, ObjectNode message, Map<String, String> headers) implements Answer {}

    /** The answer is out already, or nobody waits for it any more. */
    record Gone() implements Answer {}
}
