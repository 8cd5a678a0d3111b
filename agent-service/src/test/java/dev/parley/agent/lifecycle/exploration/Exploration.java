package dev.parley.agent.lifecycle.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the worlds that can come to be, each once: in breadth, which finds the shortest way to a
 * broken promise, and in depth by chance.
 */
final class Exploration {

    private static final int WALK_LENGTH = 120;
    private static final int START = 0;

    private final VisitedWorlds visited = new VisitedWorlds();
    private final WorldCode code = new WorldCode();
    private final List<Action> actions;
    private final World world;
    private final World continued;
    private @Nullable Finding ahead;
    private int over;

    Exploration(Shape shape, Rules rules) {
        this.actions = Action.all(shape);
        this.world = new World(shape, rules);
        this.continued = new World(shape, rules);
        code.write(world);
        visited.add(code, START, 0);
    }

    /** A promise that does not hold, and a way there. */
    record Finding(Promise broken, List<Action> trace) {}

    int size() {
        return visited.size();
    }

    /** In how many worlds every run has ended. */
    int over() {
        return over;
    }

    /** Nearest worlds first, until so many are known or all. */
    Optional<Finding> inBreadth(int limit) {
        for (int from = START; from < visited.size() && visited.size() < limit; from++) {
            load(from);
            for (int by = 0; by < actions.size(); by++) {
                if (actions.get(by).in(world)) {
                    Optional<Finding> finding = look(from, by);
                    if (finding.isPresent()) {
                        return finding;
                    }
                    load(from);
                }
            }
        }
        return Optional.ofNullable(ahead);
    }

    /** From the beginning along chance actions, again and again, until so many worlds are known. */
    Optional<Finding> inDepth(RandomGenerator chance, int limit) {
        while (visited.size() < limit) {
            int at = START;
            load(at);
            for (int length = 0; length < WALK_LENGTH; length++) {
                int by = chance.nextInt(actions.size());
                if (actions.get(by).in(world)) {
                    Optional<Finding> finding = look(at, by);
                    if (finding.isPresent()) {
                        return finding;
                    }
                    code.write(world);
                    int known = visited.add(code, at, by);
                    at = known < 0 ? -known - 1 : known;
                    load(at);
                }
            }
        }
        return Optional.ofNullable(ahead);
    }

    private void load(int number) {
        visited.load(number, code);
        code.read(world);
    }

    /** Takes in the world that an action made, and judges it if it is new. */
    private Optional<Finding> look(int from, int by) {
        if (world.broken == null) {
            code.write(world);
            if (visited.add(code, from, by) < 0) {
                return Optional.empty();
            }
            Promises.check(world);
            over += FairEnd.allEnded(world) ? 1 : 0;
        }
        if (world.broken == null) {
            code.read(continued);
            FairEnd.check(continued);
            lookAhead(from, by);
        }
        return world.broken == null
                ? Optional.empty()
                : Optional.of(new Finding(world.broken, trace(from, by)));
    }

    /** What breaks only on the way on is kept for the case that nothing nearer is found. */
    private void lookAhead(int from, int by) {
        if (continued.broken == Promise.NONE_LOST) {
            world.broken = Promise.NONE_LOST;
        } else if (continued.broken != null && ahead == null) {
            ahead = new Finding(continued.broken, trace(from, by));
        }
    }

    private List<Action> trace(int from, int by) {
        List<Action> trace = new ArrayList<>();
        trace.add(actions.get(by));
        for (int at = from; at != START; at = visited.cameFrom(at)) {
            trace.addFirst(actions.get(visited.cameBy(at)));
        }
        return List.copyOf(trace);
    }
}
