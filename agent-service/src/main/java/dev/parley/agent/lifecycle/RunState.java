package dev.parley.agent.lifecycle;

import java.time.Instant;

/**
 * How a run stands, as its row says it.
 *
 * <table>
 * <caption>The columns of {@code run} that are its state</caption>
 * <tr><th>state<th>status<th>ready<th>due_at<th>epoch<th>owner, lease_until<th>ended_at
 * <tr><td>Absent<td colspan="6">there is no row
 * <tr><td>Waiting<td>QUEUED<td>false<td>null<td>0<td>null<td>null
 * <tr><td>Delayed<td>QUEUED<td>false<td>set<td>claims so far<td>null<td>null
 * <tr><td>Ready<td>QUEUED<td>true<td>null<td>claims so far<td>null<td>null
 * <tr><td>Running<td>RUNNING<td>true<td>null<td>this claim<td>set<td>null
 * <tr><td>Ended<td>its outcome<td>as it was<td>null<td>the last claim, or one more<td>null<td>set
 * </table>
 *
 * <p>{@code cancel_requested_at} is set or not in every state with a row; what has ended does not
 * care, and what is delayed is ready as soon as it is set.
 */
public sealed interface RunState {

    /** Nobody has accepted it yet, or it was forgotten with its conversation. */
    record Absent() implements RunState {}

    /** In the queue, claimed by nobody. */
    sealed interface Queued extends RunState {

        /** How often it was claimed. */
        int epoch();

        /** Whether whoever claims it next is to end it rather than to go on. */
        boolean cancelRequested();
    }

    /**
     * The run accepted before it in its conversation has not ended, so that nobody has begun it.
     */
    record Waiting(boolean cancelRequested) implements Queued {
        @Override
        public int epoch() {
            return 0;
        }
    }

    /**
     * Its time has not come: it was scheduled for later, or failed and is to be tried again.
     *
     * @param until when it can be claimed
     */
    record Delayed(int epoch, Instant until) implements Queued {
        @Override
        public boolean cancelRequested() {
            return false;
        }
    }

    /** Can be claimed. */
    record Ready(int epoch, boolean cancelRequested) implements Queued {}

    /** Claimed. */
    record Running(int epoch, String owner, Instant leaseUntil, boolean cancelRequested)
            implements RunState {}

    /**
     * Over for good.
     *
     * @param epoch the claim that ended it; one more than the last if nobody held it to its end
     */
    record Ended(Outcome outcome, int epoch) implements RunState {}

    /** How it ended. */
    enum Outcome {
        COMPLETED,
        FAILED,
        CANCELLED,
        /** It took longer than it may. */
        EXPIRED
    }
}
