package dev.parley.tool.execution;

import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Ends calls that nobody wants any more. What has not left never leaves; of what has, the other
 * side is hung up on, and the outcome says whether it may have been carried out.
 */
@ApplicationScoped
public class CancelCalls {

    private static final Logger LOG = Logger.getLogger(CancelCalls.class);

    private final Ledger ledger;
    private final Executors executors;
    private final OpenCalls open;
    private final Waiting waiting;

    @Inject
    CancelCalls(Ledger ledger, Executors executors, OpenCalls open, Waiting waiting) {
        this.waiting = waiting;
        this.ledger = ledger;
        this.executors = executors;
        this.open = open;
    }

    /**
     * Cancels a call, by the id of its execution or its call id. One that has ended stays as it is;
     * one that has not come yet will not be carried out, if its id names a run.
     */
    public ToolExecution.Response cancel(Caller caller, String name) {
        Optional<LedgerRow> row = find(caller, name);
        if (row.isEmpty() && CallId.find(name).isPresent() && ledger.withdraw(caller, name)) {
            row = find(caller, name);
        }
        LedgerRow found =
                row.filter(it -> it.user().equals(caller.user()) || caller.seesWholeTenant())
                        .orElseThrow(() -> ProblemException.notFound("execution"));
        if (!caller.mayChange(found.user())) {
            throw ProblemException.notYours("execution");
        }
        LedgerKey key = new LedgerKey(found.tenant(), found.callId());
        if (found.status() == Status.WAITING && found.approval() != null) {
            waiting.withdraw(found.tenant(), found.approval());
            found = ledger.find(key).orElse(found);
        }
        if (!found.status().isOpen()) {
            return found.response();
        }
        ledger.requestCancel(key);
        Optional<OpenCall> here = open.find(key);
        here.ifPresent(OpenCall::cancel);
        return here.map(open::await)
                .orElseGet(() -> ledger.find(key).orElseThrow(CallLost::new).response());
    }

    /** Cancels the call of this id; one that has not come yet will not be carried out. */
    public ToolExecution.Response cancelOrWithdraw(Caller caller, String callId) {
        ledger.withdraw(caller, callId);
        return cancel(caller, callId);
    }

    private Optional<LedgerRow> find(Caller caller, String name) {
        Optional<ExecutionId> id = ExecutionId.find(name);
        return id.isPresent()
                ? ledger.find(caller.tenant(), id.get())
                : ledger.find(new LedgerKey(caller.tenant(), name));
    }

    /** Hears what was cancelled at other processes. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hear() {
        if (open.isEmpty()) {
            return;
        }
        try {
            executors.cancelled().forEach(key -> open.find(key).ifPresent(OpenCall::cancel));
        } catch (DatabaseException e) {
            LOG.warnf("It is not known which calls are cancelled: %s", e.getMessage());
        }
    }
}
