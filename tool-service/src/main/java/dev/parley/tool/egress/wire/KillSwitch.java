package dev.parley.tool.egress.wire;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends an exchange from another thread, at whatever it is doing: waiting for a name, for a
 * connection or for bytes. Whoever does one of these says how it is cut short; being cut short
 * twice or after the end must be harmless.
 */
public final class KillSwitch {

    private @Nullable Cause cause;
    private Runnable cut = () -> {};

    /** Who pulled it. */
    public enum Cause {
        /** Somebody who no longer wants the answer. */
        ABORTED,

        /** The clock. */
        DEADLINE
    }

    /** The switch is pulled: there is no point in beginning. */
    public static final class Killed extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Ends what goes on and all that would follow. Only the first cause counts. */
    public void pull(Cause why) {
        Runnable victim;
        synchronized (this) {
            if (cause != null) {
                return;
            }
            cause = why;
            victim = cut;
        }
        victim.run();
    }

    /**
     * Says how the next piece of work is cut short, in place of the one before.
     *
     * @throws Killed if the switch is pulled already; {@code next} has run then
     */
    public void guard(Runnable next) throws Killed {
        synchronized (this) {
            if (cause == null) {
                cut = next;
                return;
            }
        }
        next.run();
        throw new Killed();
    }

    /** Who pulled it, if anybody did. */
    public synchronized Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }
}
