package dev.parley.tool.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.parley.contracts.event.RunProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of thirty calls that depend on each other at random, on a clock that does not wait. */
class PlanCourseTest {

    private static final int CALLS = 30;
    private static final int GRAPHS = 300;

    private static PlanRequest.Call call(int i, Set<String> needed) {
        return new PlanRequest.Call("n" + i, "tool", null, List.copyOf(needed), null);
    }

    /** Each call may need some of those before it. */
    private static Plan random(Random random) {
        Map<String, Set<String>> before = new LinkedHashMap<>();
        List<PlanRequest.Call> calls = new ArrayList<>();
        double density = random.nextDouble() * 0.3;
        for (int i = 0; i < CALLS; i++) {
            Set<String> needed = new TreeSet<>();
            for (int j = 0; j < i; j++) {
                if (random.nextDouble() < density) {
                    needed.add("n" + j);
                }
            }
            before.put("n" + i, needed);
            calls.add(call(i, needed));
        }
        return new Plan("p", calls, before, null);
    }

    private static Set<String> needed(Plan plan, PlanRequest.Call call) {
        return plan.graph().dependencies(call.id());
    }

    /** The length of the longest way through the graph: nothing can be quicker. */
    private static long criticalPath(Plan plan, Map<String, Integer> length) {
        Map<String, Long> end = new HashMap<>();
        long longest = 0;
        for (PlanRequest.Call call : plan.calls()) {
            long start =
                    needed(plan, call).stream()
                            .mapToLong(id -> end.getOrDefault(id, 0L))
                            .max()
                            .orElse(0);
            long stop = start + length.getOrDefault(call.id(), 0);
            end.put(call.id(), stop);
            longest = Math.max(longest, stop);
        }
        return longest;
    }

    @Test
    void takesAsLongAsTheCriticalPathAndDoesNothingTwice() throws InterruptedException {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Random random = new Random(seed);
            Plan plan = random(random);
            Map<String, Integer> length = new HashMap<>();
            plan.calls().forEach(call -> length.put(call.id(), 1 + random.nextInt(1000)));
            Map<String, Long> startedAt = new ConcurrentHashMap<>();
            Map<String, Long> endedAt = new ConcurrentHashMap<>();
            // A call begins when the last of what it needs has ended, whatever else goes on.
            PlanCourse course =
                    new PlanCourse(
                            plan,
                            (call, results) -> {
                                assertEquals(
                                        needed(plan, call).size(),
                                        results.keySet().stream()
                                                .filter(needed(plan, call)::contains)
                                                .count());
                                long start =
                                        needed(plan, call).stream()
                                                .mapToLong(id -> endedAt.getOrDefault(id, 0L))
                                                .max()
                                                .orElse(0);
                                assertEquals(null, startedAt.put(call.id(), start), "twice");
                                endedAt.put(call.id(), start + length.getOrDefault(call.id(), 0));
                                return succeeded(call);
                            },
                            Runnable::run);
            course.run();
            assertEquals(CALLS, startedAt.size(), "seed " + seed);
            assertEquals(
                    criticalPath(plan, length),
                    endedAt.values().stream().mapToLong(Long::longValue).max().orElseThrow(),
                    "seed " + seed);
        }
    }

    /** At every moment, all that may run does run. */
    @Test
    void neverLetsACallWaitForWhatItDoesNotNeed() throws Exception {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Random random = new Random(seed);
            Plan plan = random(random);
            List<Runnable> running = Collections.synchronizedList(new ArrayList<>());
            List<String> ended = new ArrayList<>();
            PlanCourse course =
                    new PlanCourse(
                            plan,
                            (call, results) -> {
                                ended.add(call.id());
                                return succeeded(call);
                            },
                            running::add);
            Thread thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    course.run();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            while (ended.size() < CALLS) {
                long expected = mayRun(plan, ended);
                while (running.size() != expected) {
                    assertTrue(thread.isAlive(), "seed " + seed + ": it gave up early");
                    Thread.onSpinWait();
                }
                running.remove(random.nextInt(running.size())).run();
            }
            thread.join();
            assertEquals(CALLS, countOf(course, CallState.Status.SUCCEEDED));
        }
    }

    private static long mayRun(Plan plan, List<String> ended) {
        return plan.calls().stream()
                .filter(call -> !ended.contains(call.id()))
                .filter(call -> ended.containsAll(needed(plan, call)))
                .count();
    }

    private static long countOf(PlanCourse course, CallState.Status status) {
        return course.states().stream().filter(call -> call.status() == status).count();
    }

    @Test
    void takesOnlyThoseWithItThatDependOnWhatFails() throws InterruptedException {
        for (int seed = 0; seed < GRAPHS; seed++) {
            Random random = new Random(seed);
            Plan plan = random(random);
            String broken = "n" + random.nextInt(CALLS);
            PlanCourse course =
                    new PlanCourse(
                            plan,
                            (call, results) ->
                                    call.id().equals(broken) ? failed(call) : succeeded(call),
                            Runnable::run);
            course.run();
            Set<String> skipped = plan.graph().dependants(broken);
            for (CallState state : course.states()) {
                CallState.Status expected =
                        state.id().equals(broken)
                                ? CallState.Status.FAILED
                                : skipped.contains(state.id())
                                        ? CallState.Status.SKIPPED
                                        : CallState.Status.SUCCEEDED;
                assertEquals(expected, state.status(), "seed " + seed + ' ' + state.id());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void findsCircles(int length) {
        Map<String, Set<String>> before = new LinkedHashMap<>();
        before.put("start", Set.of());
        for (int i = 0; i < length; i++) {
            before.put("n" + i, Set.of("n" + (i + 1) % length, "start"));
        }
        before.put("end", Set.of("n0"));
        List<String> way = PlanGraph.circle(before).orElseThrow();
        assertEquals(length + 1, way.size());
        assertEquals(way.getFirst(), way.getLast());
    }

    private static CallState succeeded(PlanRequest.Call call) {
        JsonNode result = IntNode.valueOf(1);
        return new CallState(
                call.id(),
                call.tool(),
                CallState.Status.SUCCEEDED,
                null,
                result,
                null,
                null,
                false,
                null,
                0,
                null);
    }

    private static CallState failed(PlanRequest.Call call) {
        return CallState.failed(call.id(), call.tool(), new RunProblem("x", "x", "x"));
    }
}
