package dev.parley.agent.control;

import dev.parley.agent.queue.QueueBell;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Tries runs again that failed, once each: as runs of their own, which go on after the last
 * finished step. A conversation's run is accepted by conversation-service, which owns the place of
 * its reply.
 */
@ApplicationScoped
public class Retries {

    private final RunReader reader;
    private final StartRuns starts;
    private final ConversationRetry conversations;
    private final QueueRoom queue;
    private final QueueBell bell;

    @Inject
    Retries(
            RunReader reader,
            StartRuns starts,
            ConversationRetry conversations,
            QueueRoom queue,
            QueueBell bell) {
        this.reader = reader;
        this.starts = starts;
        this.conversations = conversations;
        this.queue = queue;
        this.bell = bell;
    }

    /** Refuses with {@code run-not-failed} a run that was tried again already. */
    public StartedRun onBehalf(Caller owner, RunId run) {
        return TenantScope.call(owner.tenant(), () -> retry(owner, run));
    }

    private StartedRun retry(Caller owner, RunId run) {
        RunView failed = reader.get(owner, run);
        if (failed.conversationId() != null) {
            return conversations.retry(owner, failed, null);
        }
        QueueRoom.Room room = queue.look(owner, failed.priority());
        StartedRun started = starts.retry(owner, room, run);
        bell.ring();
        return started;
    }
}
