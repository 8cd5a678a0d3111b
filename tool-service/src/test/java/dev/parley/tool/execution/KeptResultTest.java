package dev.parley.tool.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.definition.CacheRule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptResultTest {

    private static final CacheRule RULE =
            new CacheRule(
                    Duration.ofMinutes(5),
                    CacheRule.Scope.TENANT,
                    null,
                    Duration.ofHours(1),
                    null,
                    null);

    @ParameterizedTest
    @CsvSource({
        "http-422,         true",
        "stale-claim,      false",
        "approval-expired, false",
        "cancelled,        false",
        "circuit-open,     false",
        "tool-busy,        false"
    })
    void onlyFailuresOfTheToolStandForOthers(String code, boolean stands) {
        KeptResult kept =
                KeptResult.of(
                        Outcome.failed(new RunProblem(code, "It failed", "So it did.")),
                        Instant.EPOCH);

        assertEquals(stands, kept.standsForThoseWhoWait());
        assertEquals(stands ? Duration.ofHours(1) : Duration.ZERO, kept.life(RULE));
    }
}
