package dev.parley.tool.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.execution.CancelCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends plans: what has not begun never begins, what is under way is cancelled, and what has
 * succeeded is undone where the plan says how, the last first (Garcia-Molina and Salem, "Sagas",
 * SIGMOD 1987). Cancelled again, it goes on where it is.
 */
@ApplicationScoped
class PlanCancel {

    private static final Duration LOOK = Duration.ofMillis(100);

    /** How long to wait for the end of a call that another process is at. */
    private static final int MOST_LOOKS = 300;

    private final Plans plans;
    private final PlanRows rows;
    private final PlanCalls calls;
    private final CancelCalls cancel;

    @Inject
    PlanCancel(Plans plans, PlanRows rows, PlanCalls calls, CancelCalls cancel) {
        this.plans = plans;
        this.rows = rows;
        this.calls = calls;
        this.cancel = cancel;
    }

    PlanState cancel(Caller caller, String id) throws InterruptedException {
        Plan plan = plans.find(caller, id);
        rows.requestCancel(caller.tenant(), id);
        Map<String, CallState> states = new LinkedHashMap<>();
        for (PlanRequest.Call call : plan.calls()) {
            cancel.cancelOrWithdraw(caller, plan.key(call.id()));
        }
        for (PlanRequest.Call call : plan.calls()) {
            states.put(call.id(), ended(caller, plan, call));
        }
        undo(caller, plan, states);
        return PlanState.of(id, states.values(), true);
    }

    private CallState ended(Caller caller, Plan plan, PlanRequest.Call call)
            throws InterruptedException {
        String key = plan.key(call.id());
        ToolExecution.Response response = cancel.cancelOrWithdraw(caller, key);
        for (int i = 0; i < MOST_LOOKS && isOpen(response); i++) {
            Thread.sleep(LOOK);
            response = cancel.cancelOrWithdraw(caller, key);
        }
        return CallState.of(call.id(), call.tool(), response);
    }

    private static boolean isOpen(ToolExecution.Response response) {
        return response.status() == ToolExecution.Status.RUNNING;
    }

    private void undo(Caller caller, Plan plan, Map<String, CallState> states)
            throws InterruptedException {
        Map<String, JsonNode> results = new HashMap<>();
        states.forEach((id, state) -> {
            if (state.result() != null) {
                results.put(id, state.result());
            }
        });
        for (String id : lastFirst(plan)) {
            CallState state = states.get(id);
            PlanRequest.Call call = plan.call(id);
            if (state != null
                    && state.status() == CallState.Status.SUCCEEDED
                    && call.compensate() != null) {
                states.put(id, state.undoneBy(calls.compensate(caller, plan, call, results)));
            }
        }
    }

    /** No call before those that depend on it. */
    private static List<String> lastFirst(Plan plan) {
        PlanGraph graph = plan.graph();
        Deque<String> order = new ArrayDeque<>();
        Deque<String> free = new ArrayDeque<>(graph.first());
        while (!free.isEmpty()) {
            String call = free.poll();
            order.push(call);
            free.addAll(graph.succeeded(call));
        }
        return List.copyOf(order);
    }
}
