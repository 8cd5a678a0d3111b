package dev.parley.agent.run;

import java.time.Duration;

/** Whether a run that failed is tried again. */
sealed interface Retry {

    /** Once this has passed. */
    record After(Duration pause) implements Retry {}

    /** Not by itself. */
    record GiveUp(Reason reason) implements Retry {}

    /** Why it is not tried again. */
    enum Reason {
        /** It would fail again. */
        WOULD_NOT_HELP,
        /** It was tried as often as it may be. */
        ATTEMPTS_USED,
        /** It has used its time. */
        NO_TIME_LEFT;

        /** Whether a person may want to try again what was given up. */
        boolean forAPerson() {
            return this != WOULD_NOT_HELP;
        }
    }

    /**
     * When what failed is tried again.
     *
     * @param maxAttempts how often a run is tried, 1 or more
     * @param firstBackoff the pause before the second try, doubled for each further one
     * @param maxBackoff the longest pause
     */
    record Rules(int maxAttempts, Duration firstBackoff, Duration maxBackoff) {}

    /**
     * Decides. The pause grows exponentially; half of it is drawn, so that runs which failed
     * together do not come back together (Brooker, "Exponential Backoff And Jitter", AWS
     * Architecture Blog 2015: equal jitter).
     *
     * @param failed how often it failed so far, this time included
     * @param timeLeft until its deadline
     * @param chance from 0 to 1
     */
    static Retry decide(
            boolean mayPass, int failed, Duration timeLeft, Rules rules, double chance) {
        if (!mayPass) {
            return new GiveUp(Reason.WOULD_NOT_HELP);
        }
        if (failed >= rules.maxAttempts()) {
            return new GiveUp(Reason.ATTEMPTS_USED);
        }
        double longest = rules.maxBackoff().toMillis();
        double whole = Math.min(longest, rules.firstBackoff().toMillis() * Math.pow(2, failed - 1));
        Duration pause = Duration.ofMillis(Math.round(whole * (1 + chance) / 2));
        // The pause is none of its time.
        return timeLeft.isPositive() ? new After(pause) : new GiveUp(Reason.NO_TIME_LEFT);
    }
}
