package dev.parley.tool.mcp.server.session;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions that nobody keeps: the id that a client carries is what was agreed on, signed, for one
 * user and one day. Every replica knows it, and it outlives all of them.
 */
@ApplicationScoped
public class Sessions {

    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final String BETWEEN = " ";
    private static final String SAMPLING = "s";
    private static final String ELICITATION = "e";
    private static final String ROOTS = "r";

    private final Cursors cursors;
    private final Clock clock;

    @Inject
    Sessions(Cursors cursors) {
        this(cursors, Clock.systemUTC());
    }

    Sessions(Cursors cursors, Clock clock) {
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Begins a session. */
    public Session begin(Caller caller, ClientFeatures features) {
        String agreed =
                (features.sampling() ? SAMPLING : "")
                        + (features.elicitation() ? ELICITATION : "")
                        + (features.roots() ? ROOTS : "");
        String plain =
                String.join(
                        BETWEEN,
                        Long.toString(clock.instant().getEpochSecond()),
                        UUID.randomUUID().toString(),
                        agreed);
        return new Session(cursors.seal(scope(caller), plain), features);
    }

    /** The session of this id; nothing if it is not the caller's, or its time is over. */
    public Optional<Session> find(Caller caller, String id) {
        try {
            String[] parts = cursors.open(scope(caller), id).split(BETWEEN, -1);
            long age = clock.instant().getEpochSecond() - Long.parseLong(parts[0]);
            return age > LIFETIME.toSeconds()
                    ? Optional.empty()
                    : Optional.of(new Session(id, features(parts[2])));
        } catch (ProblemException notOurs) {
            return Optional.empty();
        }
    }

    private static ClientFeatures features(String agreed) {
        return new ClientFeatures(
                agreed.contains(SAMPLING),
                agreed.contains(ELICITATION),
                agreed.contains(ROOTS),
                false);
    }

    private static Cursors.Scope scope(Caller caller) {
        return Cursors.Scope.of(caller.tenant(), "mcp-session", caller.user());
    }
}
