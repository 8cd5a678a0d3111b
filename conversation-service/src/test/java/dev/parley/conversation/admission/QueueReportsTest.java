package dev.parley.conversation.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.ProcessingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of the queue's limits while nobody tells. */
class QueueReportsTest {

    private final Told told = new Told();
    private final QueueReports reports = new QueueReports(told);

    @Test
    void aLimitHoldsUntilAnotherIsTold() {
        assertEquals(100_000, reports.limitOf("acme"));
        told.report =
                new QueueReport(
                        0,
                        0,
                        0,
                        new QueueReport.Rules(1_000, 100, 10),
                        List.of(new QueueReport.TenantLimit("acme", 5)),
                        List.of());
        reports.ask();
        told.report = null;
        reports.ask();

        assertEquals(5, reports.limitOf("acme"));
        assertEquals(100, reports.limitOf("other"));
    }

    /** An agent-service that is away unless it has a report. */
    private static final class Told implements AgentQueueClient {

        private @Nullable QueueReport report;

        @Override
        public QueueReport report() {
            if (report == null) {
                throw new ProcessingException("away");
            }
            return report;
        }

        @Override
        public Places places(Asked asked) {
            return new Places(List.of());
        }
    }
}
