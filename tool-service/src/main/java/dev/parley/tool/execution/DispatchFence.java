package dev.parley.tool.execution;

import dev.parley.platform.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets an attempt leave only if the ledger says so: before the first, the row says that something
 * may have left; before each, the call is still this process'.
 */
@ApplicationScoped
class DispatchFence {

    private static final Logger LOG = Logger.getLogger(DispatchFence.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Executors executors;
    private final ExecutionMeters meters;

    @Inject
    DispatchFence(Ledger ledger, Executors executors, ExecutionMeters meters) {
        this.ledger = ledger;
        this.executors = executors;
        this.meters = meters;
    }

    /** The ledger does not let the call leave. */
    static final class Withheld extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        Withheld(Outcome outcome) {
            super("withheld", null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return Objects.requireNonNull(outcome);
        }
    }

    /**
     * Throws {@link Withheld} with the outcome, or {@link CallLost}, if nothing may leave. Waits
     * for a database that is away: whoever was told of a failure meanwhile would call again under
     * another id.
     */
    void pass(OpenCall open) throws InterruptedException {
        while (!mayLeave(open)) {
            Thread.sleep(PAUSE);
        }
    }

    /** False if the ledger cannot be asked just now. May be asked again after any failure. */
    private boolean mayLeave(OpenCall open) {
        try {
            if (open.isDispatched()) {
                requireOwn(open);
            } else {
                dispatch(open);
            }
            return true;
        } catch (RuntimeException e) {
            if (!DatabaseException.isTransient(e)) {
                throw e;
            }
            LOG.warnf(
                    "Call %s does not leave before the ledger says so: %s",
                    open.call().callId(), e.getMessage());
            return false;
        }
    }

    /** This process may have been taken for dead since the last attempt. */
    private LedgerRow requireOwn(OpenCall open) {
        LedgerRow row = ledger.find(open.key()).orElseThrow(CallLost::new);
        if (!executors.id().equals(row.owner())) {
            throw new CallLost();
        }
        return row;
    }

    private void dispatch(OpenCall open) {
        if (!ledger.dispatch(open.call(), executors.id())) {
            withheld(open)
                    .ifPresent(outcome -> {
                        throw new Withheld(outcome);
                    });
        }
        open.dispatched();
    }

    /** Why nothing may leave; empty if an earlier word of it was written, but not heard. */
    private Optional<Outcome> withheld(OpenCall open) {
        LedgerRow row = requireOwn(open);
        if (row.cancelRequested()) {
            return Optional.of(Outcome.cancelled());
        }
        if (row.status() == Status.DISPATCHED) {
            return Optional.empty();
        }
        if (row.approval() != null && !ledger.isOutdated(open.call())) {
            meters.denied(open.call().tool().name(), "approval");
            return Optional.of(Outcome.failed(Outcome.approvalExpired()));
        }
        meters.staleCall();
        return Optional.of(Outcome.failed(StaleClaim.PROBLEM));
    }
}
