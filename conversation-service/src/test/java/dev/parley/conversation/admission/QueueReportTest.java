package dev.parley.conversation.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.event.Priority;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueReportTest {

    private final QueueReport report =
            new QueueReport(
                    30,
                    20,
                    200,
                    QueueReport.Rules.UNTIL_TOLD,
                    List.of(new QueueReport.TenantLimit("acme", 5)),
                    List.of(
                            new QueueReport.Next("", Priority.NORMAL, 3, 60, 1, 20),
                            new QueueReport.Next("acme", Priority.NORMAL, 12, 240, 2, 40),
                            new QueueReport.Next("acme", Priority.CRITICAL, 1, 0, 1, 20)));

    @Test
    void tellsWhatTheNextRunCanExpect() {
        assertEquals(
                Optional.of(new QueueEstimate(12, 240)),
                report.estimate("acme", Priority.NORMAL, 0, 0));
        assertEquals(
                Optional.of(new QueueEstimate(1, 0)),
                report.estimate("acme", Priority.CRITICAL, 0, 0));
    }

    @Test
    void takesTenantsWithoutAnythingForEachOther() {
        assertEquals(
                Optional.of(new QueueEstimate(3, 60)),
                report.estimate("newcomer", Priority.NORMAL, 0, 0));
    }

    @Test
    void countsWhatWasAcceptedSince() {
        assertEquals(
                Optional.of(new QueueEstimate(20, 400)),
                report.estimate("acme", Priority.NORMAL, 4, 0));
    }

    @Test
    void isBehindItsConversation() {
        assertEquals(
                Optional.of(new QueueEstimate(3, 400)),
                report.estimate("acme", Priority.CRITICAL, 0, 2));
    }

    @Test
    void tellsNothingOfATenantWhoseRunsAreNotClaimed() {
        assertEquals(Optional.empty(), report.estimate("acme", Priority.LOW, 0, 0));
    }

    @Test
    void knowsATenantsOwnLimit() {
        assertEquals(Optional.of(5L), report.limitOf("acme"));
        assertEquals(Optional.empty(), report.limitOf("newcomer"));
    }
}
