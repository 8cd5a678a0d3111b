package dev.parley.conversation.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.event.Priority;
import dev.parley.conversation.admission.QueueReport.Lane;
import dev.parley.conversation.admission.QueueReport.TenantPart;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitEstimateTest {

    private static final int SLOTS = 10;
    private static final double MEAN_MS = 200;

    @Test
    void beginsAtOnceWhileSlotsAreFree() {
        assertEquals(
                new QueueEstimate(1, 0), estimate(Priority.NORMAL, List.of(), part("acme", 3)));
    }

    @Test
    void waitsForWhatIsAheadOfIt() {
        List<Lane> lanes =
                List.of(
                        new Lane("acme", Priority.LOW, 50),
                        new Lane("acme", Priority.NORMAL, 19),
                        new Lane("acme", Priority.HIGH, 20));

        assertEquals(
                new QueueEstimate(40, 800), estimate(Priority.NORMAL, lanes, part("acme", SLOTS)));
        assertEquals(
                new QueueEstimate(1, 20), estimate(Priority.CRITICAL, lanes, part("acme", SLOTS)));
    }

    @Test
    void takesTurnsWithOtherTenantsHoweverMuchTheyHave() {
        List<Lane> lanes =
                List.of(
                        new Lane("acme", Priority.NORMAL, 4),
                        new Lane("flood", Priority.CRITICAL, 10_000),
                        new Lane("small", Priority.LOW, 2));

        assertEquals(
                new QueueEstimate(12, 240), estimate(Priority.NORMAL, lanes, part("flood", SLOTS)));
    }

    @Test
    void aTenantsLimitIsAllItGets() {
        List<Lane> lanes = List.of(new Lane("acme", Priority.NORMAL, 3));

        assertEquals(
                new QueueEstimate(4, 400),
                estimate(Priority.NORMAL, lanes, new TenantPart("acme", 2, 1, false, 2, null)));
    }

    @Test
    void isBehindItsConversation() {
        QueueReport queue =
                new QueueReport(
                        false, SLOTS, MEAN_MS, QueueReport.Rules.UNTIL_TOLD, List.of(), List.of());

        assertEquals(
                Optional.of(new QueueEstimate(3, 400)),
                WaitEstimate.of(queue, "acme", Priority.NORMAL, 0, 2));
    }

    @Test
    void nobodyCanTellWhileTheTenantIsPaused() {
        QueueReport queue = queue(List.of(), new TenantPart("acme", 0, 1, true, null, null));

        assertEquals(Optional.empty(), WaitEstimate.of(queue, "acme", Priority.CRITICAL, 0, 0));
    }

    private static @Nullable QueueEstimate estimate(
            Priority priority, List<Lane> lanes, TenantPart part) {
        return WaitEstimate.of(queue(lanes, part), "acme", priority, 0, 0).orElse(null);
    }

    private static QueueReport queue(List<Lane> lanes, TenantPart part) {
        return new QueueReport(
                false, SLOTS, MEAN_MS, QueueReport.Rules.UNTIL_TOLD, lanes, List.of(part));
    }

    private static TenantPart part(String tenant, long running) {
        return new TenantPart(tenant, running, 1, false, null, null);
    }
}
