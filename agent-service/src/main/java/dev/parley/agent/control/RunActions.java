package dev.parley.agent.control;

import dev.parley.agent.AgentError;
import dev.parley.agent.action.WakeRuns;
import dev.parley.contracts.event.RequiredAction;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Decides on the calls that a run waits for, with the rights of whoever decides. */
@ApplicationScoped
class RunActions {

    private static final Duration COME_BACK_IN = Duration.ofSeconds(5);

    private final RunReader reader;
    private final ApprovalsClient approvals;
    private final WakeRuns wake;

    @Inject
    RunActions(RunReader reader, @RestClient ApprovalsClient approvals, WakeRuns wake) {
        this.reader = reader;
        this.approvals = approvals;
        this.wake = wake;
    }

    /** Refuses before anything is decided if one of the calls does not wait. */
    void decide(Caller caller, RunId run, ActionsRequest wanted) {
        List<RequiredAction> waiting = reader.get(caller, run).requiredActions();
        List<RequiredAction> decided = new ArrayList<>();
        for (int i = 0; i < wanted.actions().size(); i++) {
            decided.add(waitingFor(wanted.actions().get(i), waiting, "/actions/" + i));
        }
        for (int i = 0; i < decided.size(); i++) {
            tell(caller, decided.get(i), wanted.actions().get(i));
        }
        wake.wake(List.of(run));
    }

    private static RequiredAction waitingFor(
            ActionsRequest.Action action, List<RequiredAction> waiting, String at) {
        return waiting.stream()
                .filter(it -> it.callId().equals(action.callId()))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                at + "/call_id",
                                "not-waiting",
                                "The value of "
                                        + at
                                        + "/call_id must be a call that the run waits for; required_actions of the run lists them."));
    }

    private void tell(Caller caller, RequiredAction waiting, ActionsRequest.Action action) {
        try {
            approvals.decide(
                    caller.actor().headerValue(),
                    waiting.approvalId().toString(),
                    new ApprovalsClient.Decision(
                            action.decision(), action.arguments(), action.reason()));
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status >= 500) {
                throw away(e);
            }
            throw PeerRefusal.of(e).orElseGet(() -> away(e));
        } catch (ProcessingException e) {
            throw away(e);
        }
    }

    private static ProblemException away(Exception cause) {
        return ProblemException.retryLater(
                AgentError.TOOLS_AWAY,
                "The tool service cannot be reached; try again in a few seconds.",
                COME_BACK_IN,
                cause);
    }
}
