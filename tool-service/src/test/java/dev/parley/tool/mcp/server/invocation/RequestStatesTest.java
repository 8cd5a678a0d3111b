package dev.parley.tool.mcp.server.invocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.protocol.McpJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two objects stand for two replicas, the second one later in the day. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class RequestStatesTest {

    private static final Caller ADA = new Caller("t", "ada", Set.of());

    private static final Invocation<String> CALL =
            new Invocation<>(
                    "tools/call",
                    "tool",
                    McpJson.object(),
                    Patience.WAITS,
                    call -> new Outcome.Done<>(""),
                    result -> McpJson.object());

    @Inject Cursors cursors;

    @Test
    void opensOnAnotherReplicaWhatOneSealed() {
        String state = "ä".repeat(Outcome.InputRequired.MAX_STATE / 2);

        assertEquals(state, after(Duration.ofMinutes(14)).open(ADA, CALL, sealed(state)));
        assertEquals("", after(Duration.ZERO).open(ADA, CALL, sealed("")));
    }

    @Test
    void forgetsAfterAQuarterOfAnHour() {
        RequestStates later = after(Duration.ofMinutes(16));

        assertThrows(RpcException.class, () -> later.open(ADA, CALL, sealed("state")));
    }

    @Test
    void belongsToOneUserOfOneTenant() {
        RequestStates states = after(Duration.ZERO);
        Caller eve = new Caller("t", "eve", Set.of());
        Caller other = new Caller("u", "ada", Set.of());

        assertThrows(RpcException.class, () -> states.open(eve, CALL, sealed("state")));
        assertThrows(RpcException.class, () -> states.open(other, CALL, sealed("state")));
    }

    private String sealed(String state) {
        return after(Duration.ZERO).seal(ADA, CALL, state);
    }

    private RequestStates after(Duration time) {
        return new RequestStates(cursors, Clock.offset(Clock.systemUTC(), time));
    }
}
