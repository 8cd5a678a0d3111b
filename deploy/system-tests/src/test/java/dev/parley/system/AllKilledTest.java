package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every service is killed at once in the middle of many turns, and all turns end nevertheless. */
@ExtendWith(SuiteExtension.class)
class AllKilledTest {

    private static final int REPLYING = 6;
    private static final int CALLING = 5;

    private final Suite suite;
    private final HeldTurns turns;

    AllKilledTest(Suite suite) {
        this.suite = suite;
        this.turns = new HeldTurns(suite, "all-killed");
    }

    @Test
    void endsEveryTurnThatEveryServiceWasKilledIn() {
        String replying = turns.agent("replying", HeldTurns.REPLY);
        String before = turns.agent("before", HeldTurns.CALL_AHEAD);
        String behind = turns.agent("behind", HeldTurns.CALL_BEHIND);
        List<HeldTurn> streaming = new ArrayList<>(begin(replying, REPLYING));
        streaming.addAll(begin(behind, CALLING));
        List<HeldTurn> all = new ArrayList<>(begin(before, CALLING));
        all.addAll(streaming);
        streaming.forEach(turn -> turn.await("message.delta"));
        turns.awaitAtModel(before, CALLING);
        List<String> executed = turns.executedCalls();
        assertEquals(CALLING, executed.size(), "half of the tool calls are behind");

        Suite.inParallel(services(), Daemon::kill);
        List.of(replying, before, behind).forEach(suite.model()::open);
        suite.heal();

        all.forEach(HeldTurn::resumeToEnd);
        all.forEach(HeldTurn::check);
        assertEquals(all.size(), turns.claimed(2), "runs that a second claim ended");
        assertTrue(turns.executedCalls().containsAll(executed), "no tool ran again");
        assertEquals(2 * CALLING, turns.executedCalls().size());
        assertEquals(2 * CALLING, turns.runsWithCalls());
    }

    private List<HeldTurn> begin(String agent, int count) {
        return IntStream.range(0, count).mapToObj(i -> turns.begin(agent, "go on " + i)).toList();
    }

    private List<Daemon> services() {
        return Arrays.stream(ServiceName.values()).map(suite::process).toList();
    }
}
