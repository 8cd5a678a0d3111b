package dev.parley.tool.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What depends on what (Kahn, "Topological sorting of large networks", CACM 5 (1962) 11): a call
 * may begin once all that it depends on have succeeded, so that nothing waits for anything else.
 * Not for use by several threads at once.
 */
final class PlanGraph {

    private final Map<String, Set<String>> before;
    private final Map<String, Set<String>> after = new HashMap<>();
    private final Map<String, Integer> missing = new HashMap<>();

    /** From what each call depends on; all calls are keys. */
    PlanGraph(Map<String, Set<String>> before) {
        this.before = before;
        before.forEach((call, needed) -> {
            missing.put(call, needed.size());
            needed.forEach(it -> after.computeIfAbsent(it, key -> new LinkedHashSet<>()).add(call));
        });
    }

    /** The way from a call back to itself, if there is one. */
    static Optional<List<String>> circle(Map<String, Set<String>> before) {
        Map<String, Integer> open = new LinkedHashMap<>();
        before.forEach((call, needed) -> open.put(call, needed.size()));
        PlanGraph graph = new PlanGraph(before);
        Deque<String> free = new ArrayDeque<>(graph.first());
        while (!free.isEmpty()) {
            String call = free.pop();
            open.remove(call);
            free.addAll(graph.succeeded(call));
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(walk(open.keySet(), before));
    }

    /** Whoever goes back and back among calls that never come free comes round. */
    private static List<String> walk(Set<String> stuck, Map<String, Set<String>> before) {
        List<String> way = new ArrayList<>();
        String call = stuck.iterator().next();
        while (!way.contains(call)) {
            way.add(call);
            call =
                    before.getOrDefault(call, Set.of()).stream()
                            .filter(stuck::contains)
                            .findFirst()
                            .orElseThrow();
        }
        way.add(call);
        return List.copyOf(way.subList(way.indexOf(call), way.size()));
    }

    /** Those that depend on nothing. */
    List<String> first() {
        return before.entrySet().stream()
                .filter(call -> call.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those that may begin now that this one has succeeded. */
    List<String> succeeded(String call) {
        return after.getOrDefault(call, Set.of()).stream()
                .filter(next -> missing.merge(next, -1, Integer::sum) == 0)
                .toList();
    }

    /** All that cannot begin without this one. */
    Set<String> dependants(String call) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(call));
        while (!open.isEmpty()) {
            for (String next : after.getOrDefault(open.pop(), Set.of())) {
                if (found.add(next)) {
                    open.push(next);
                }
            }
        }
        return found;
    }

    Set<String> dependencies(String call) {
        return before.getOrDefault(call, Set.of());
    }
}
