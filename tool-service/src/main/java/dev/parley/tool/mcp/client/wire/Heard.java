package dev.parley.tool.mcp.client.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.AnswerHead;
import dev.parley.tool.mcp.client.outcome.Fault;

/** What came back. */
public sealed interface Heard {

    /** The result that was asked for. */
    record Result(ObjectNode result, AnswerHead head) implements Heard {}

    /** An error in the words of JSON-RPC. */
    record Refused(int status, long code, String message, JsonNode data) implements Heard {}

    /**
     * A status without any words that count; of a message that wants no answer, also a good one.
     */
    record Status(int status) implements Heard {}

    /** A stream that came to its end without an answer. */
    record Ended() implements Heard {}

    /**
     * Nothing that could be read.
     *
     * @param mayHaveActed whether the server may have got what was sent
     */
    record Failed(Fault fault, boolean mayHaveActed) implements Heard {}
}
