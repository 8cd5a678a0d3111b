package dev.parley.conversation.waiting;

import dev.parley.conversation.admission.QueueEstimate;
import org.jspecify.annotations.Nullable;

/**
 * Whether what has become of a wait is worth an event. Near the head every place counts; farther
 * away a change of a fifth does, so that the longest wait adds a few dozen events to a log and not
 * one a second.
 */
final class WaitNews {

    private static final long NEAR = 10;
    private static final double NOTABLE = 0.2;
    private static final double NOTABLE_WAIT = 0.25;
    private static final long LEAST_WAIT_MS = 1_000;

    private WaitNews() {}

    static boolean worthTelling(@Nullable QueueEstimate told, QueueEstimate present) {
        if (told == null) {
            return true;
        }
        long moved = Math.abs(told.position() - present.position());
        boolean near = Math.min(told.position(), present.position()) <= NEAR;
        boolean placeChanged = near ? moved > 0 : moved >= told.position() * NOTABLE;
        long waitChange = Math.abs(told.waitMs() - present.waitMs());
        boolean waitChanged =
                waitChange >= LEAST_WAIT_MS && waitChange >= told.waitMs() * NOTABLE_WAIT;
        return placeChanged || waitChanged;
    }
}
