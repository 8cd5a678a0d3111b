package dev.parley.agent.operations;

import dev.parley.agent.operations.QueueStatus.AgentPart;
import dev.parley.agent.operations.QueueStatus.Lane;
import dev.parley.agent.operations.QueueStatus.Load;
import dev.parley.agent.operations.QueueStatus.Percentiles;
import dev.parley.agent.operations.QueueStatus.PriorityPart;
import dev.parley.agent.operations.QueueStatus.Recent;
import dev.parley.contracts.event.Priority;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What waits, runs and ended, added up by each way of grouping runs. */
final class LoadTable {

    static final Recent NOTHING_ENDED = new Recent(0, 0, 0, 0, Percentiles.NONE, Percentiles.NONE);

    private final Map<Group, Long> queued = new HashMap<>();
    private final Map<Group, Long> oldest = new HashMap<>();
    private final Map<Group, Long> running;
    private final Map<Group, Recent> ended;
    private final Set<Group> known = new TreeSet<>(Comparator.comparing(group -> group.toString()));

    /** Some runs. */
    sealed interface Group {

        Everything EVERYTHING = new Everything();

        /** All of them. */
        record Everything() implements Group {}

        /** Those of a priority. */
        record Of(Priority priority) implements Group {}

        /** Those of a tenant. */
        record Tenant(String name) implements Group {}

        /** Those of an agent. */
        record Agent(String tenant, String name) implements Group {}

        /** Those in a pool's slots. */
        record Pool(String name) implements Group {}
    }

    LoadTable(Map<Group, Long> running, Map<Group, Recent> ended) {
        this.running = running;
        this.ended = ended;
        known.addAll(running.keySet());
        known.addAll(ended.keySet());
    }

    void add(Lane lane) {
        Stream.of(
                        Group.EVERYTHING,
                        new Group.Of(lane.priority()),
                        new Group.Tenant(lane.tenant()),
                        new Group.Agent(lane.tenant(), lane.agent()))
                .forEach(group -> {
                    queued.merge(group, lane.queued(), Long::sum);
                    oldest.merge(group, lane.oldestWaitMs(), Math::max);
                    known.add(group);
                });
    }

    /** Makes a group show up even if there is nothing in it. */
    void know(Group group) {
        known.add(group);
    }

    Load of(Group group) {
        return new Load(
                queued.getOrDefault(group, 0L),
                oldest.get(group),
                running.getOrDefault(group, 0L),
                ended.get(group));
    }

    /** From the most urgent. */
    List<PriorityPart> priorities() {
        return Stream.of(Priority.values())
                .sorted(Comparator.reverseOrder())
                .map(priority -> new PriorityPart(priority, of(new Group.Of(priority))))
                .toList();
    }

    List<Group.Tenant> tenants() {
        return known.stream()
                .filter(Group.Tenant.class::isInstance)
                .map(Group.Tenant.class::cast)
                .toList();
    }

    List<AgentPart> agents() {
        return known.stream()
                .filter(Group.Agent.class::isInstance)
                .map(Group.Agent.class::cast)
                .map(agent -> new AgentPart(agent.tenant(), agent.name(), of(agent)))
                .toList();
    }
}
