package dev.parley.tool.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TenantPlacesTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void oneTenantAloneHasAll() {
        TenantPlaces places = places(20);
        assertEquals(20, take(places, "acme", 100));
        places.leave("acme");
        assertEquals(1, take(places, "acme", 100));
    }

    @Test
    void whoFloodsThemLeavesSomeToWhoComes() {
        TenantPlaces places = places(20);
        assertTrue(places.tryTake("calm"));
        places.leave("calm");
        assertEquals(18, take(places, "flood", 100));
        assertEquals(2, take(places, "calm", 100));
    }

    @Test
    void whoComesToFullPlacesFindsOneFromThenOn() {
        TenantPlaces places = places(4);
        assertEquals(4, take(places, "flood", 100));
        assertFalse(places.tryTake("calm"));
        places.leave("flood");
        assertFalse(places.tryTake("flood"));
        assertTrue(places.tryTake("calm"));
    }

    @Test
    void equalTenantsShareThem() {
        TenantPlaces places = places(20);
        places.tryTake("one");
        places.tryTake("other");
        int one = 1;
        int other = 1;
        for (int i = 0; i < 20; i++) {
            one += take(places, "one", 1);
            other += take(places, "other", 1);
        }
        assertEquals(9, one);
        assertEquals(9, other);
        assertEquals(2, take(places, "third", 100));
    }

    @Test
    void aloneAgainForAMinuteOneTenantHasAll() {
        TenantPlaces places = places(10);
        assertTrue(places.tryTake("calm"));
        places.leave("calm");
        assertEquals(9, take(places, "flood", 100));
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        assertEquals(1, take(places, "flood", 100));
    }

    @Test
    void aSinglePlaceIsWhoComesFirst() {
        TenantPlaces places = places(1);
        assertTrue(places.tryTake("one"));
        assertFalse(places.tryTake("other"));
        places.leave("one");
        assertTrue(places.tryTake("other"));
    }

    private TenantPlaces places(int all) {
        return new TenantPlaces(all, now::get);
    }

    private static int take(TenantPlaces places, String tenant, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            if (places.tryTake(tenant)) {
                taken++;
            }
        }
        return taken;
    }
}
