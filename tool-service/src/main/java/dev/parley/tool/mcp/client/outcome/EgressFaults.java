package dev.parley.tool.mcp.client.outcome;

import dev.parley.tool.egress.Loss;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.Unsent;
import dev.parley.tool.egress.address.Refusal;

/** What it means to a conversation that an HTTP exchange has no answer. */
public final class EgressFaults {

    private EgressFaults() {}

    /** The outcome of something whose exchange was not answered. */
    public static <T> McpOutcome<T> unanswered(Outcome<?> outcome) {
        return outcome instanceof Outcome.Lost<?>
                ? new McpOutcome.Lost<>(of(outcome))
                : new McpOutcome.Undone<>(of(outcome));
    }

    /** Why an exchange was not answered. */
    public static Fault of(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Answered<?> answered ->
                    throw new IllegalArgumentException("there is an answer");
            case Outcome.Refused<?> refused -> of(refused.reason());
            case Outcome.NotSent<?> notSent -> of(notSent.reason());
            case Outcome.Lost<?> lost -> of(lost.reason());
        };
    }

    /**
     * Of an address that no request goes to. Who is told that one is private learns which there
     * are: it counts as unreachable.
     */
    public static Fault of(Refusal reason) {
        return new Fault(
                switch (reason) {
                    case MALFORMED, SCHEME, USER_INFO, NUMERIC_HOST, PORT ->
                            FaultReason.ADDRESS_NOT_ALLOWED;
                    case PRIVATE_NAME, PRIVATE_ADDRESS -> FaultReason.UNREACHABLE;
                },
                reason.text());
    }

    private static Fault of(Unsent reason) {
        return new Fault(
                switch (reason) {
                    case UNRESOLVED, UNREACHABLE -> FaultReason.UNREACHABLE;
                    case TLS_FAILED -> FaultReason.TLS_FAILED;
                    case TOO_LARGE -> FaultReason.REQUEST_TOO_LARGE;
                    case BUSY -> FaultReason.BUSY;
                    case DEADLINE -> FaultReason.TIMED_OUT;
                    case ABORTED -> FaultReason.CANCELLED;
                },
                reason.text());
    }

    /** Of an answer that broke off. */
    public static Fault of(Loss reason) {
        return new Fault(
                switch (reason) {
                    case DISCONNECTED -> FaultReason.DISCONNECTED;
                    case SILENCE, DEADLINE -> FaultReason.TIMED_OUT;
                    case ABORTED -> FaultReason.CANCELLED;
                    case MALFORMED, UNDECODABLE -> FaultReason.PROTOCOL_BROKEN;
                    case HEADERS_TOO_LARGE, TOO_LARGE, EXPANDS -> FaultReason.ANSWER_TOO_LARGE;
                    case TOO_MANY_REDIRECTS, REDIRECT_REFUSED, REDIRECT_UNREACHABLE ->
                            FaultReason.REDIRECTED;
                },
                reason.text());
    }
}
