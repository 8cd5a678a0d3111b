package dev.parley.tool.mcp.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestSlotsTest {

    private final RequestSlots slots = new RequestSlots(3, 2, new SimpleMeterRegistry());
    private final Caller ada = new Caller("t", "ada", Set.of());
    private final Caller eve = new Caller("t", "eve", Set.of());

    @Test
    void giveOneUserNoMoreThanItsPart() {
        RequestSlots.Slot first = slots.enter(ada);
        slots.enter(ada);
        assertEquals(429, statusOf(ada));

        first.close();

        slots.enter(ada);
        slots.enter(eve);
    }

    @Test
    void giveAllTogetherNoMoreThanThereAre() {
        slots.enter(ada);
        slots.enter(ada);
        RequestSlots.Slot last = slots.enter(eve);
        assertEquals(503, statusOf(eve));

        last.close();

        slots.enter(eve);
    }

    @Test
    void tellUsersOfOtherTenantsApart() {
        slots.enter(ada);
        slots.enter(ada);

        slots.enter(new Caller("u", "ada", Set.of()));
    }

    private int statusOf(Caller caller) {
        return assertThrows(ProblemException.class, () -> slots.enter(caller)).code().status();
    }
}
