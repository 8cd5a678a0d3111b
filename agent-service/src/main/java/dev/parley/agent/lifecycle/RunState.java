package dev.parley.agent.lifecycle;

import java.time.Instant;

/**
 * How a run stands, as its row says it.
 *
 * <table>
 * <caption>The columns of {@code run} that are its state</caption>
 * <tr><th>state<th>status<th>ready, held<th>epoch<th>owner, lease_until<th>ended_at
 * <tr><td>Absent<td colspan="5">there is no row
 * <tr><td>Waiting<td>QUEUED<td>false, false<td>0<td>null<td>null
 * <tr><td>Ready<td>QUEUED<td>true, false<td>claims so far<td>null<td>null
 * <tr><td>Held<td>QUEUED<td>false, true<td>claims so far<td>null<td>null
 * <tr><td>Running<td>RUNNING<td>true, false<td>this claim<td>set<td>null
 * <tr><td>Ended<td>its outcome<td>as they were<td>the last claim<td>null<td>set
 * </table>
 *
 * <p>{@code cancel_requested_at} is set or not in every state with a row; what has ended does not
 * care.
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

    /** Can be claimed. */
    record Ready(int epoch, boolean cancelRequested) implements Queued {}

    /** Could be claimed if its agent were not paused. */
    record Held(int epoch, boolean cancelRequested) implements Queued {}

    /** Claimed. */
    record Running(int epoch, String owner, Instant leaseUntil, boolean cancelRequested)
            implements RunState {}

    /** Over for good. */
    record Ended(Outcome outcome, int epoch) implements RunState {}

    /** How it ended. */
    enum Outcome {
        COMPLETED,
        FAILED,
        CANCELLED
    }
}
