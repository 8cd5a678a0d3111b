package dev.parley.tool.mcp.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two objects stand for two replicas, the second one later. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class SessionsTest {

    private static final Caller ADA = new Caller("t", "ada", Set.of());
    private static final ClientFeatures SOME = new ClientFeatures(true, false, true, false);

    @Inject Cursors cursors;

    @Test
    void areKnownOnEveryReplicaForADay() {
        Session begun = after(Duration.ZERO).begin(ADA, SOME);

        assertEquals(Optional.of(begun), after(Duration.ofHours(23)).find(ADA, begun.id()));
        assertEquals(Optional.empty(), after(Duration.ofHours(25)).find(ADA, begun.id()));
    }

    @Test
    void belongToOneUserOfOneTenant() {
        Sessions sessions = after(Duration.ZERO);
        String id = sessions.begin(ADA, SOME).id();

        assertEquals(Optional.empty(), sessions.find(new Caller("t", "eve", Set.of()), id));
        assertEquals(Optional.empty(), sessions.find(new Caller("u", "ada", Set.of()), id));
    }

    @Test
    void areNeverTheSameTwice() {
        Sessions sessions = after(Duration.ZERO);

        assertNotEquals(sessions.begin(ADA, SOME).id(), sessions.begin(ADA, SOME).id());
        assertTrue(sessions.begin(ADA, ClientFeatures.NONE).id().matches("[\\x21-\\x7e]+"));
    }

    private Sessions after(Duration time) {
        return new Sessions(cursors, Clock.offset(Clock.systemUTC(), time));
    }
}
