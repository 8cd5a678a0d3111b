package dev.parley.tool.mcp.client.wire;

import dev.parley.tool.egress.Allowance;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Exchange;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.StreamedAnswer;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.access.Admission;
import dev.parley.tool.mcp.client.access.Challenge;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.outcome.EgressFaults;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import java.util.Optional;

/**
 * Brings messages to one server and gives what comes back. A refusal for want of a proof is
 * answered with another proof, twice at the most; no redirect is followed.
 */
public final class Courier {

    /** One for a token that is none any more, one for a token that does not allow enough. */
    private static final int MOST_RENEWALS = 2;

    private final Egress egress;
    private final WebAddress address;
    private final Access access;

    /** For the server at an address. */
    public Courier(Egress egress, WebAddress address, Access access) {
        this.egress = egress;
        this.address = address;
        this.access = access;
    }

    /**
     * What one exchange may take.
     *
     * @param terms time and size
     * @param counterpart who takes what the server says ahead of its answer
     */
    public record Journey(Terms terms, Cancellation cancellation, Counterpart counterpart) {}

    /** Sends a message and reads what comes back, to its end. */
    public Heard send(Outgoing message, Journey journey) {
        return new Answering(message, journey, this::open).hear();
    }

    /** The head of what comes back, and a body that is still to come. */
    sealed interface Opened {

        /** Here it is. */
        record Answered(StreamedAnswer answer) implements Opened {}

        /** There is none. */
        record Not(Heard heard) implements Opened {}
    }

    private Opened open(Outgoing message, Journey journey) {
        EgressRequest request;
        try {
            request = message.to(address);
        } catch (IllegalArgumentException unsendable) {
            return new Opened.Not(undone(tooLarge(), 0));
        }
        for (int renewals = 0; ; renewals++) {
            Admission admission = access.admit(request, journey.terms().until());
            if (!(admission instanceof Admission.Granted granted)) {
                return new Opened.Not(undone(((Admission.Denied) admission).fault(), renewals));
            }
            Exchange exchange = egress.prepare(granted.request(), allowance(journey.terms()));
            journey.cancellation().guard(exchange::abort);
            Outcome<StreamedAnswer> outcome = exchange.open();
            if (!(outcome instanceof Outcome.Answered<StreamedAnswer>(StreamedAnswer answer))) {
                return new Opened.Not(
                        outcome instanceof Outcome.Lost<?>
                                ? new Heard.Failed(EgressFaults.of(outcome).afterLeaving(), true)
                                : undone(EgressFaults.of(outcome), renewals));
            }
            int status = answer.head().status();
            if (status != 401 && status != 403) {
                return new Opened.Answered(answer);
            }
            Answering.discard(answer);
            Optional<Fault> denied =
                    renewals == MOST_RENEWALS
                            ? Optional.of(endless(status))
                            : access.renew(
                                    Challenge.of(answer.head()),
                                    granted.proof(),
                                    journey.terms().until());
            if (denied.isPresent()) {
                return new Opened.Not(undone(denied.get(), renewals + 1));
            }
        }
    }

    private Allowance allowance(Terms terms) {
        return new Allowance(terms.until().left(), terms.idle(), 0, terms.maxBytes());
    }

    /** What was refused before for want of a proof has left, though nothing was done of it. */
    private static Heard undone(Fault fault, int refusals) {
        return new Heard.Failed(
                refusals == 0 ? fault.beforeLeaving() : fault.afterLeaving(), false);
    }

    private static Fault tooLarge() {
        return new Fault(
                FaultReason.REQUEST_TOO_LARGE,
                "What goes into the headers of the request is longer than a header may be.");
    }

    private static Fault endless(int status) {
        return status == 403
                ? new Fault(
                        FaultReason.FORBIDDEN,
                        "The server does not allow this, whatever token it is shown.")
                : new Fault(
                        FaultReason.UNAUTHORIZED,
                        "The server does not take the tokens that are issued for it.");
    }
}
