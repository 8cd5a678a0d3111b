package dev.parley.tool.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One plan on its way: every call begins at the moment at which all that it depends on have
 * succeeded, and one that does not succeed takes only those with it that depend on it.
 */
final class PlanCourse {

    /** Executes a call with the results that it may take, on the thread that it is given. */
    interface Work {
        CallState execute(PlanRequest.Call call, Map<String, JsonNode> results)
                throws InterruptedException;
    }

    /** Runs work on a thread of its own. */
    interface Starter {
        void start(Runnable work);
    }

    private final Plan plan;
    private final PlanGraph graph;
    private final Work work;
    private final Starter starter;
    private final Map<String, CallState> states = new LinkedHashMap<>();
    private final Map<String, JsonNode> results = new LinkedHashMap<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private int running;

    PlanCourse(Plan plan, Work work, Starter starter) {
        this.plan = plan;
        this.graph = plan.graph();
        this.work = work;
        this.starter = starter;
        plan.calls()
                .forEach(call ->
                        states.put(call.id(), CallState.of(call, CallState.Status.WAITING)));
    }

    private sealed interface Ended {
        record With(CallState state) implements Ended {}

        record Broken(Throwable cause) implements Ended {}
    }

    /** The calls as they stand, in the order of the plan. */
    synchronized List<CallState> states() {
        return List.copyOf(states.values());
    }

    /** Returns when nothing more can begin. */
    void run() throws InterruptedException {
        graph.first().forEach(this::begin);
        while (running > 0) {
            Ended next = ended.take();
            running--;
            switch (next) {
                case Ended.With(CallState state) -> took(state);
                case Ended.Broken(Throwable cause) ->
                        throw new IllegalStateException("a call of the plan broke off", cause);
            }
        }
    }

    private void took(CallState state) {
        put(state);
        switch (state.status()) {
            case SUCCEEDED -> {
                if (state.result() != null) {
                    results.put(state.id(), state.result());
                }
                graph.succeeded(state.id()).forEach(this::begin);
            }
            case FAILED, UNKNOWN, SKIPPED ->
                    graph.dependants(state.id())
                            .forEach(id ->
                                    put(CallState.of(plan.call(id), CallState.Status.SKIPPED)));
            case WAITING, RUNNING, REQUIRES_ACTION -> {
                // Whoever asks for the plan again goes on from here.
            }
        }
    }

    private synchronized void put(CallState state) {
        states.put(state.id(), state);
    }

    private void begin(String id) {
        PlanRequest.Call call = plan.call(id);
        put(CallState.of(call, CallState.Status.RUNNING));
        running++;
        Map<String, JsonNode> known = Map.copyOf(results);
        starter.start(() -> ended.add(execute(call, known)));
    }

    private Ended execute(PlanRequest.Call call, Map<String, JsonNode> known) {
        try {
            return new Ended.With(work.execute(call, known));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended.Broken(e);
        } catch (RuntimeException | Error e) {
            return new Ended.Broken(e);
        }
    }
}
