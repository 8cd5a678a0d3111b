package dev.parley.tool.egress;

import dev.parley.tool.egress.body.BlockInput;
import dev.parley.tool.egress.body.BoundedBody;
import dev.parley.tool.egress.wire.KillSwitch;
import dev.parley.tool.egress.wire.Lease;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of an answer with the connection that it comes from, which it gives back at its end. */
final class BodyStream extends BlockInput {

    private final BoundedBody body;
    private final Lease lease;
    private final boolean reusable;
    private final KillSwitch kill;
    private Consumer<Optional<Loss>> listener = end -> {};
    private boolean ended;
    private @Nullable Loss loss;

    /**
     * Begins to read.
     *
     * @param reusable whether the connection serves another request after this body
     */
    BodyStream(BoundedBody body, Lease lease, boolean reusable, KillSwitch kill) {
        this.body = body;
        this.lease = lease;
        this.reusable = reusable;
        this.kill = kill;
    }

    /** Tells how it ends, or has ended already: well, or with a loss. */
    void onEnd(Consumer<Optional<Loss>> next) {
        listener = next;
        if (ended) {
            next.accept(Optional.ofNullable(loss));
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (loss != null) {
            throw new BodyLost(loss);
        }
        if (ended) {
            return -1;
        }
        try {
            int count = body.read(bytes, from, length);
            if (count == -1) {
                end(Optional.empty());
            }
            return count;
        } catch (IOException e) {
            loss = Failures.loss(e, kill);
            end(Optional.of(loss));
            throw new BodyLost(loss);
        }
    }

    /** Before its end, the rest is not waited for. */
    @Override
    public void close() {
        if (!ended) {
            end(Optional.empty());
        }
    }

    private void end(Optional<Loss> how) {
        ended = true;
        if (reusable && how.isEmpty() && body.isExhausted()) {
            lease.release();
        } else {
            lease.discard();
        }
        body.close();
        listener.accept(how);
    }
}
