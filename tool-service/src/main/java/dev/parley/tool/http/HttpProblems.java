package dev.parley.tool.http;

import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.egress.Loss;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.Unsent;
import dev.parley.tool.invocation.Reply;
import java.util.Optional;
import java.util.Set;

/** What an exchange that gave no answer means for a call. */
final class HttpProblems {

    private static final Set<Unsent> FOR_GOOD =
            Set.of(Unsent.TLS_FAILED, Unsent.TOO_LARGE, Unsent.ABORTED);
    private static final Set<Loss> WORTH_ANOTHER_TRY =
            Set.of(Loss.DISCONNECTED, Loss.SILENCE, Loss.DEADLINE);

    private HttpProblems() {}

    static Reply reply(Outcome.Refused<?> refused) {
        return new Reply.NotSent(
                new RunProblem("address-refused", "Nothing is sent there", refused.reason().text()),
                false);
    }

    static Reply reply(Outcome.NotSent<?> notSent) {
        return new Reply.NotSent(
                new RunProblem(
                        "not-reached", "The tool cannot be reached", notSent.reason().text()),
                !FOR_GOOD.contains(notSent.reason()));
    }

    static Reply reply(Loss loss) {
        return new Reply.Unclear(
                new RunProblem("answer-lost", "The tool gave no whole answer", loss.text()),
                WORTH_ANOTHER_TRY.contains(loss),
                Optional.empty());
    }
}
