package dev.parley.local.supervision;

import java.time.Duration;

/** Where a supervised process is. */
sealed interface Phase {

    /** Not started yet, since what it needs is not there. */
    record Waiting() implements Phase {}

    record Starting() implements Phase {}

    /**
     * It answers.
     *
     * @param after how long its start took
     */
    record Ready(Duration after) implements Phase {}

    /**
     * It ended or did not come up, and will be started again.
     *
     * @param failures failures in a row
     */
    record Failing(int failures, String reason) implements Phase {

        /** From this many failures on nobody waits for it any longer, though the attempts go on. */
        static final int HOPELESS = 2;
    }

    /** Whether waiting on changes nothing: it is ready, or will not be soon. */
    default boolean settled() {
        return switch (this) {
            case Ready(Duration after) -> true;
            case Failing(int failures, String reason) -> failures >= Failing.HOPELESS;
            case Waiting(), Starting() -> false;
        };
    }
}
