package dev.parley.agent.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.outlook.QueueLoad.Tenant;
import dev.parley.agent.outlook.QueueLoad.Waiting;
import dev.parley.contracts.event.Priority;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutlookTest {

    private static final int SLOTS = 10;
    private static final double SERVICE_MS = 200;

    @Test
    void beginsAtOnceWhileSlotsAreFree() {
        assertEquals(new Outlook(1, 0), next(Priority.NORMAL, Map.of(), tenant("acme", 3)));
    }

    @Test
    void waitsForWhatIsAheadOfIt() {
        Map<String, Waiting> waiting =
                Map.of(
                        "acme",
                        new Waiting(
                                Map.of(
                                        Priority.LOW,
                                        50L,
                                        Priority.NORMAL,
                                        19L,
                                        Priority.HIGH,
                                        20L)));
        assertEquals(new Outlook(40, 800), next(Priority.NORMAL, waiting, tenant("acme", SLOTS)));
        assertEquals(new Outlook(1, 20), next(Priority.CRITICAL, waiting, tenant("acme", SLOTS)));
    }

    @Test
    void takesTurnsWithOtherTenantsHoweverMuchTheyHave() {
        Map<String, Waiting> waiting =
                Map.of(
                        "acme", new Waiting(Map.of(Priority.NORMAL, 4L)),
                        "flood", new Waiting(Map.of(Priority.CRITICAL, 10_000L)),
                        "small", new Waiting(Map.of(Priority.LOW, 2L)));
        Map<String, Tenant> tenants =
                Map.of("flood", tenant("flood", SLOTS - 4), "acme", tenant("acme", 4));
        assertEquals(
                Optional.of(new Outlook(12, 240)),
                Outlook.ofNext(load(waiting, tenants), "acme", Priority.NORMAL, 0));
    }

    @Test
    void getsWhatBecomesFreeUntilItHasItsShare() {
        Map<String, Waiting> waiting =
                Map.of("flood", new Waiting(Map.of(Priority.CRITICAL, 10_000L)));
        Map<String, Tenant> tenants = Map.of("flood", tenant("flood", SLOTS));
        assertEquals(
                Optional.of(new Outlook(5, 100)),
                Outlook.ofNext(load(waiting, tenants), "acme", Priority.LOW, 4));
        assertEquals(
                Optional.of(new Outlook(7, 140)),
                Outlook.ofNext(load(waiting, tenants), "acme", Priority.LOW, 5));
    }

    @Test
    void whoIsPausedTakesNoTurns() {
        Map<String, Waiting> waiting =
                Map.of("flood", new Waiting(Map.of(Priority.CRITICAL, 10_000L)));
        Map<String, Tenant> tenants =
                Map.of(
                        "flood",
                        new Tenant("flood", 0, 1, true, null),
                        "acme",
                        tenant("acme", SLOTS));
        assertEquals(
                Optional.of(new Outlook(5, 100)),
                Outlook.ofNext(load(waiting, tenants), "acme", Priority.LOW, 4));
    }

    @Test
    void aTenantsLimitIsAllItGets() {
        Map<String, Waiting> waiting = Map.of("acme", new Waiting(Map.of(Priority.NORMAL, 3L)));
        assertEquals(
                new Outlook(4, 400),
                next(Priority.NORMAL, waiting, new Tenant("acme", 2, 1, false, 2)));
    }

    @Test
    void goesByHowFastTheQueueDrainsWhereThatIsKnown() {
        QueueLoad load =
                new QueueLoad(
                        false,
                        SLOTS,
                        SERVICE_MS,
                        35.0,
                        Map.of("acme", new Waiting(Map.of(Priority.NORMAL, 9L))),
                        Map.of("acme", tenant("acme", SLOTS)));
        assertEquals(
                Optional.of(new Outlook(10, 350)),
                Outlook.ofNext(load, "acme", Priority.NORMAL, 0));
    }

    @Test
    void nobodyCanTellWhileTheTenantIsPaused() {
        assertEquals(
                Optional.empty(),
                Outlook.ofNext(
                        load(Map.of(), new Tenant("acme", 0, 1, true, null)),
                        "acme",
                        Priority.CRITICAL,
                        0));
    }

    private static @Nullable Outlook next(
            Priority priority, Map<String, Waiting> waiting, Tenant tenant) {
        return Outlook.ofNext(load(waiting, tenant), "acme", priority, 0).orElse(null);
    }

    private static QueueLoad load(Map<String, Waiting> waiting, Tenant tenant) {
        return load(waiting, Map.of(tenant.name(), tenant));
    }

    private static QueueLoad load(Map<String, Waiting> waiting, Map<String, Tenant> tenants) {
        return new QueueLoad(false, SLOTS, SERVICE_MS, null, waiting, tenants);
    }

    private static Tenant tenant(String name, long running) {
        return new Tenant(name, running, 1, false, null);
    }
}
