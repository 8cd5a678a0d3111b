package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.wire.Heard;
import dev.parley.tool.mcp.rpc.RpcError;
import java.util.Set;

/** What an answer means for what was asked. Pure. */
final class Answers {

    /** The server did not get as far as doing anything. */
    private static final Set<Long> NOT_BEGUN =
            Set.of(
                    (long) RpcError.PARSE_ERROR.code(),
                    (long) RpcError.INVALID_REQUEST.code(),
                    (long) RpcError.METHOD_NOT_FOUND.code(),
                    (long) RpcError.INVALID_PARAMS.code(),
                    (long) RpcError.HEADER_MISMATCH.code(),
                    (long) RpcError.MISSING_CAPABILITY.code(),
                    (long) RpcError.UNSUPPORTED_VERSION.code());

    private Answers() {}

    static McpOutcome<ObjectNode> outcome(Heard heard) {
        return switch (heard) {
            case Heard.Result result -> new McpOutcome.Done<>(result.result());
            case Heard.Refused error -> refused(error);
            case Heard.Status(int status) -> refused(status);
            case Heard.Ended ended ->
                    new McpOutcome.Lost<>(
                            Fault.broken("The server ends the stream without an answer."));
            case Heard.Failed(Fault fault, boolean mayHaveActed) ->
                    mayHaveActed ? new McpOutcome.Lost<>(fault) : new McpOutcome.Undone<>(fault);
        };
    }

    /**
     * Whether the server may not know what was agreed on: there are servers that take a session
     * which they have forgotten for a bad request. What was asked is not asked again for that, but
     * whatever is asked next begins with a new agreement.
     */
    static boolean isDoubtful(Heard heard) {
        return switch (heard) {
            case Heard.Status(int status) -> status == 400;
            case Heard.Refused error ->
                    error.status() == 400 && error.code() != RpcError.INVALID_PARAMS.code();
            case Heard.Result result -> false;
            case Heard.Ended ended -> false;
            case Heard.Failed failed -> false;
        };
    }

    private static McpOutcome<ObjectNode> refused(Heard.Refused error) {
        if (NOT_BEGUN.contains(error.code())) {
            boolean wantsMore = error.code() == RpcError.MISSING_CAPABILITY.code();
            return new McpOutcome.Undone<>(
                    Fault.quoting(
                                    wantsMore ? FaultReason.INPUT_WANTED : FaultReason.REFUSED,
                                    "The server refuses the request.",
                                    error.message())
                            .afterLeaving());
        }
        Fault fault =
                Fault.quoting(
                                error.status() >= 500 || error.code() == RpcError.INTERNAL.code()
                                        ? FaultReason.SERVER_FAILED
                                        : FaultReason.REFUSED,
                                "The server answers with an error.",
                                error.message())
                        .afterLeaving();
        return isRefusal(error.status())
                ? new McpOutcome.Undone<>(fault)
                : new McpOutcome.Lost<>(fault);
    }

    private static McpOutcome<ObjectNode> refused(int status) {
        String text = "The server answers with HTTP status " + status + '.';
        if (status == 429) {
            return new McpOutcome.Undone<>(new Fault(FaultReason.BUSY, text, true));
        }
        return isRefusal(status)
                ? new McpOutcome.Undone<>(new Fault(FaultReason.REFUSED, text, true))
                : new McpOutcome.Lost<>(new Fault(FaultReason.SERVER_FAILED, text, true));
    }

    /** With such a status nothing was done; but whoever waited too long may have begun. */
    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500 && status != 408;
    }
}
