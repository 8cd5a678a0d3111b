package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.Signal;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Database;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Of two agent-services one is frozen until the other has taken its runs over, and wakes up with
 * replies and tool calls of these runs in its sockets. Nothing of what it does then may count.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZombieTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Stopped before it wrote, refused when it wrote, or stopped in a statement or on the way to
     * one.
     */
    private static final List<String> LET_GO =
            List.of(" was left to another worker", ", epoch 1: ", " stops here ");

    private static final int FEWEST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 16;

    private final Suite suite;
    private final HeldTurns turns;
    private final Daemon zombie;
    private final Daemon other;
    private final List<HeldTurn> all = new ArrayList<>();

    ZombieTest(Suite suite) {
        this.suite = suite;
        this.turns = new HeldTurns(suite, "zombie");
        this.zombie = suite.process(ServiceName.AGENT);
        this.other = suite.secondInstance(ServiceName.AGENT);
    }

    @BeforeAll
    void startTheOther() {
        Suite.start(other);
    }

    @AfterEach
    void forgetTheTurns() {
        zombie.signal(Signal.CONT);
        all.clear();
    }

    @AfterAll
    void stopTheOther() {
        other.stop();
    }

    @Test
    void letsGoOfRunsThatWereTakenOverWhileItWasFrozen() throws IOException {
        String ended = turns.agent("ended", HeldTurns.REPLY);
        String calling = turns.agent("calling", HeldTurns.CALL_AHEAD);
        String going = turns.agent("going", HeldTurns.REPLY);
        List<List<HeldTurn>> byAgent = begin(List.of(ended, calling, going));
        Map<String, String> holders = turns.holders();

        zombie.signal(Signal.STOP);
        awaitTakenOver();
        suite.model().open(ended);
        suite.model().open(calling);
        byAgent.getFirst().forEach(HeldTurn::resumeToEnd);
        byAgent.get(1).forEach(HeldTurn::resumeToEnd);
        List<String> steps = turns.stepsOfFirstClaims();
        zombie.signal(Signal.CONT);
        awaitLetGo(heldBy(zombie, holders));
        suite.model().open(going);
        byAgent.get(2).forEach(HeldTurn::resumeToEnd);

        all.forEach(HeldTurn::check);
        int calls = 2 * byAgent.get(1).size();
        assertEquals(calls, turns.executedCalls().size());
        assertEquals(calls, turns.runsWithCalls());
        assertNothingJournalledByTheZombie(heldBy(zombie, holders), steps);
    }

    /**
     * It is frozen while it journals its replies, and these transactions keep its runs locked: the
     * other could not take them over if nobody ended them.
     */
    @Test
    void losesItsRunsEvenIfItWasFrozenInTheMiddleOfATransaction() {
        String held = turns.agent("held", HeldTurns.REPLY);
        begin(List.of(held));
        Set<String> frozen = heldBy(zombie, turns.holders());
        Database database = suite.database(ServiceName.AGENT);
        try (Database.Lock _ = database.lock("run_step")) {
            suite.model().open(held);
            Await.until(
                    () -> "all replies to be at the journal",
                    PATIENCE,
                    () -> database.waiting("INSERT INTO run_step") == all.size());
            zombie.signal(Signal.STOP);
        }
        all.forEach(HeldTurn::resumeToEnd);
        zombie.signal(Signal.CONT);
        awaitLetGo(frozen);

        all.forEach(HeldTurn::check);
    }

    /**
     * Two messages in each conversation, until the one that will freeze holds runs of each agent
     * and the other holds some, too: which of them claims a run is chance.
     */
    private List<List<HeldTurn>> begin(List<String> agents) {
        List<List<HeldTurn>> byAgent =
                agents.stream().map(a -> (List<HeldTurn>) new ArrayList<HeldTurn>()).toList();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            for (int i = 0; i < agents.size(); i++) {
                HeldTurn turn = turns.begin(agents.get(i), "first", "second");
                byAgent.get(i).add(turn);
                all.add(turn);
            }
            awaitHeld(agents, byAgent);
            if (round + 1 >= FEWEST_ROUNDS && bothHoldSome(byAgent)) {
                return byAgent;
            }
        }
        throw new AssertionError("One process got all runs: " + turns.holders());
    }

    private void awaitHeld(List<String> agents, List<List<HeldTurn>> byAgent) {
        for (int i = 0; i < agents.size(); i++) {
            turns.awaitAtModel(agents.get(i), byAgent.get(i).size());
        }
        Await.until(
                () -> "the second messages to be queued, too",
                PATIENCE,
                () -> turns.areQueued(all));
        byAgent.getFirst().forEach(turn -> turn.await("message.delta"));
        byAgent.getLast().forEach(turn -> turn.await("message.delta"));
    }

    private boolean bothHoldSome(List<List<HeldTurn>> byAgent) {
        Map<String, String> holders = turns.holders();
        Set<String> frozen = heldBy(zombie, holders);
        return frozen.size() < holders.size()
                && byAgent.stream().allMatch(own -> anyFirst(own, frozen));
    }

    private static boolean anyFirst(List<HeldTurn> turns, Set<String> runs) {
        return turns.stream().anyMatch(turn -> runs.contains(turn.runs().getFirst()));
    }

    private void awaitTakenOver() {
        Await.until(
                () -> "all runs to be the other's: " + turns.holders(),
                PATIENCE,
                () -> heldBy(other, turns.holders()).size() == all.size());
    }

    /** It says of every run that it stops, whether it looked first or a write was refused. */
    private void awaitLetGo(Set<String> frozen) {
        Set<String> open = new HashSet<>(frozen);
        Await.until(
                () -> "the zombie to let go of " + open,
                PATIENCE,
                () -> {
                    String log = Files.readString(zombie.log().path());
                    open.removeIf(run -> LET_GO.stream().anyMatch(way -> log.contains(run + way)));
                    return open.isEmpty();
                });
    }

    /** What the journal holds of first claims is what it held when the zombie woke up. */
    private void assertNothingJournalledByTheZombie(Set<String> frozen, List<String> before) {
        Set<String> ids = frozen.stream().map(run -> run.substring(4)).collect(Collectors.toSet());
        List<String> after =
                turns.stepsOfFirstClaims().stream()
                        .filter(step -> ids.contains(step.replaceAll(" .*|-", "")))
                        .toList();
        assertTrue(before.containsAll(after), "the zombie wrote " + after);
    }

    private static Set<String> heldBy(Daemon process, Map<String, String> holders) {
        String instance = process.name().endsWith("-2") ? process.name() : process.name() + "-1";
        return holders.keySet().stream()
                .filter(run -> instance.equals(holders.get(run)))
                .collect(Collectors.toSet());
    }
}
