package dev.parley.tool.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How it stands with a plan: its calls in the order in which they were given. */
public record PlanState(String planId, Status status, List<CallState> calls) {

    /** What becomes of a plan. */
    public enum Status {
        RUNNING,
        /** What could be done is done; the rest waits for approvals. */
        REQUIRES_ACTION,
        /** All calls have succeeded. */
        SUCCEEDED,
        /** Some have not, nor those that depend on them. */
        FAILED,
        /** Somebody did not want it any more. */
        CANCELLED;

        /** The name as clients read it. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static PlanState of(String id, Collection<CallState> calls, boolean cancelled) {
        return new PlanState(id, status(calls, cancelled), List.copyOf(calls));
    }

    private static Status status(Collection<CallState> calls, boolean cancelled) {
        if (calls.stream().anyMatch(call -> call.status() == CallState.Status.RUNNING)) {
            return Status.RUNNING;
        }
        if (cancelled) {
            return Status.CANCELLED;
        }
        if (calls.stream().allMatch(call -> call.status() == CallState.Status.SUCCEEDED)) {
            return Status.SUCCEEDED;
        }
        boolean waits =
                calls.stream().anyMatch(it -> it.status() == CallState.Status.REQUIRES_ACTION);
        if (waits) {
            return Status.REQUIRES_ACTION;
        }
        return calls.stream().allMatch(call -> call.status().hasEnded())
                ? Status.FAILED
                : Status.RUNNING;
    }

    boolean hasEnded() {
        return switch (status) {
            case RUNNING, REQUIRES_ACTION -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
