package dev.parley.tool.mcp.server.invocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a call leaves for its next round travels through the client: signed, for a quarter of an
 * hour, and only for the same caller, the same call and the same arguments. Any replica can open
 * it.
 */
@ApplicationScoped
public class RequestStates {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final char BEHIND_TIME = ' ';

    private final Cursors cursors;
    private final Clock clock;

    @Inject
    RequestStates(Cursors cursors) {
        this(cursors, Clock.systemUTC());
    }

    RequestStates(Cursors cursors, Clock clock) {
        this.cursors = cursors;
        this.clock = clock;
    }

    /** The form in which a client gets a state. */
    public String seal(Caller caller, Invocation<?> call, String state) {
        long now = clock.instant().getEpochSecond();
        return cursors.seal(scope(caller, call), "" + now + BEHIND_TIME + state);
    }

    /** The state that a client brings back; refuses one that is not for this call, or too old. */
    public String open(Caller caller, Invocation<?> call, String sealed) {
        String plain = plain(caller, call, sealed);
        int behindTime = plain.indexOf(BEHIND_TIME);
        long begun = Long.parseLong(plain.substring(0, behindTime));
        if (clock.instant().getEpochSecond() - begun > LIFETIME.toSeconds()) {
            throw refusal();
        }
        return plain.substring(behindTime + 1);
    }

    private String plain(Caller caller, Invocation<?> call, String sealed) {
        try {
            return cursors.open(scope(caller, call), sealed);
        } catch (ProblemException changed) {
            throw refusal();
        }
    }

    private static RpcException refusal() {
        return RpcException.invalid(
                "params.requestState is not what this call was given a short while ago; begin anew without it.");
    }

    private static Cursors.Scope scope(Caller caller, Invocation<?> call) {
        return Cursors.Scope.of(
                caller.tenant(),
                "mcp-state",
                caller.user(),
                call.method(),
                call.name(),
                inOrder(call.arguments()));
    }

    /** A client may write the same arguments in another order. */
    private static String inOrder(ObjectNode arguments) {
        ObjectNode sorted = McpJson.object();
        arguments.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(argument -> sorted.set(argument.getKey(), argument.getValue()));
        return sorted.toString();
    }
}
