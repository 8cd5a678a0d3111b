package dev.parley.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whether a run that failed is tried again. */
class RetryTest {

    private static final Retry.Rules RULES =
            new Retry.Rules(3, Duration.ofSeconds(2), Duration.ofMinutes(1));

    @Test
    void thePauseIsNoneOfItsTime() {
        assertEquals(
                new Retry.After(Duration.ofSeconds(2)),
                Retry.decide(true, 1, Duration.ofMillis(1), RULES, 1));
        assertEquals(
                new Retry.GiveUp(Retry.Reason.NO_TIME_LEFT),
                Retry.decide(true, 1, Duration.ZERO, RULES, 1));
    }

    @Test
    void whatWouldNotHelpIsTheFirstReason() {
        assertEquals(
                new Retry.GiveUp(Retry.Reason.WOULD_NOT_HELP),
                Retry.decide(false, 3, Duration.ZERO, RULES, 1));
        assertEquals(
                new Retry.GiveUp(Retry.Reason.ATTEMPTS_USED),
                Retry.decide(true, 3, Duration.ZERO, RULES, 1));
    }
}
