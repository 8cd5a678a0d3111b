package dev.parley.agent.toolbox;

import dev.parley.contracts.id.CallId;
import dev.parley.platform.caller.ActingFor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Tells tool-service of calls whose run has ended without them, so that they end, too. On threads
 * of its own: the run's own is interrupted. What cannot be told after a few tries, or beyond what
 * can wait, is left to the deadlines of tool-service.
 */
@ApplicationScoped
public class AbandonedCalls {

    private static final Logger LOG = Logger.getLogger(AbandonedCalls.class);
    private static final int AT_ONCE = 16;
    private static final int MOST_WAITING = 10_000;
    private static final int TRIES = 4;
    private static final int NOT_FOUND = 404;

    private final ToolServiceClient client;
    private final TransactionSynchronizationRegistry transactions;
    private final Duration firstPause;
    private final ExecutorService tellers =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    1,
                    TimeUnit.MINUTES,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    Thread.ofVirtual().name("abandoned-calls-", 0).factory());

    @Inject
    AbandonedCalls(
            @RestClient ToolServiceClient client, TransactionSynchronizationRegistry transactions) {
        this(client, transactions, Duration.ofMillis(500));
    }

    /**
     * @param firstPause before the second try, doubled for each further one
     */
    AbandonedCalls(
            ToolServiceClient client,
            TransactionSynchronizationRegistry transactions,
            Duration firstPause) {
        this.client = client;
        this.transactions = transactions;
        this.firstPause = firstPause;
    }

    @PreDestroy
    void stop() {
        tellers.shutdownNow();
    }

    /** Ends these calls of a user, without waiting for that. */
    public void cancel(ActingFor actor, List<CallId> calls) {
        for (CallId call : calls) {
            try {
                tellers.execute(() -> tell(actor, call));
            } catch (RejectedExecutionException e) {
                LOG.warnf("Call %s is left to its deadline: too many are to be cancelled.", call);
            }
        }
    }

    /** The same once the present transaction is committed. */
    public void cancelAfterCommit(ActingFor actor, List<CallId> calls) {
        if (calls.isEmpty()) {
            return;
        }
        transactions.registerInterposedSynchronization(
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        // Only what is committed counts.
                    }

                    @Override
                    public void afterCompletion(int status) {
                        if (status == Status.STATUS_COMMITTED) {
                            cancel(actor, calls);
                        }
                    }
                });
    }

    private void tell(ActingFor actor, CallId call) {
        Duration pause = firstPause;
        try {
            for (int tries = 1; !told(actor, call, tries); tries++) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is nothing more to say of a call. */
    private boolean told(ActingFor actor, CallId call, int tries) {
        try {
            client.cancel(actor.headerValue(), call.toString());
            return true;
        } catch (WebApplicationException e) {
            return e.getResponse().getStatus() == NOT_FOUND || givenUp(call, tries, e);
        } catch (ProcessingException e) {
            return givenUp(call, tries, e);
        }
    }

    private static boolean givenUp(CallId call, int tries, RuntimeException cause) {
        if (tries < TRIES) {
            return false;
        }
        LOG.warnf("Call %s is left to its deadline: %s", call, cause.getMessage());
        return true;
    }
}
