package dev.parley.platform.cache;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashSet;
import java.util.Set;

/** What the current transaction has announced to change, and what to do once it has ended. */
@ApplicationScoped
class AfterCommit {

    private static final String CHANGES = AfterCommit.class.getName();

    private final TransactionSynchronizationRegistry transaction;

    @Inject
    AfterCommit(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    boolean inTransaction() {
        return transaction.getTransactionKey() != null;
    }

    /** Whether this transaction may see what nobody else does yet. */
    boolean hasChanges() {
        return inTransaction() && transaction.getResource(CHANGES) != null;
    }

    /** Remembers a change; false if it was announced before. */
    boolean announce(Object change) {
        if (transaction.getResource(CHANGES) instanceof Changes known) {
            return known.what().add(change);
        }
        transaction.putResource(CHANGES, new Changes(new HashSet<>(Set.of(change))));
        return true;
    }

    /** Runs work when the transaction has ended, whichever way: a drop too many harms nobody. */
    void then(Runnable work) {
        transaction.registerInterposedSynchronization(
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        // Only the end counts.
                    }

                    @Override
                    public void afterCompletion(int status) {
                        work.run();
                    }
                });
    }

    private record Changes(Set<Object> what) {}
}
