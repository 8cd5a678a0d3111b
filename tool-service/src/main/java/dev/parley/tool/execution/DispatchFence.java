package dev.parley.tool.execution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets an attempt leave only if the ledger says so: before the first, the row says that something
 * may have left; before each, the call is still this process'.
 */
@ApplicationScoped
class DispatchFence {

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

    /** Throws {@link Withheld} with the outcome, or {@link CallLost}, if nothing may leave. */
    void pass(OpenCall open) {
        if (open.isDispatched()) {
            requireOwn(open);
        } else {
            dispatch(open);
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
