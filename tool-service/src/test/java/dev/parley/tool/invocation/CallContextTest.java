package dev.parley.tool.invocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallContextTest {

    @Test
    void tellsTheOtherSideTheCallId() {
        assertEquals("order-1", key("acme", "acme"));
    }

    @Test
    void tellsEqualIdsOfTenantsThatShareAToolApart() {
        assertNotEquals(key("acme", "operator"), key("other", "operator"));
        assertEquals(key("acme", "operator"), key("acme", "operator"));
    }

    private static String key(String tenant, String owner) {
        return new CallContext(
                        tenant, owner, "order-1", Effects.IDEMPOTENT, Duration.ofSeconds(1), 1_000)
                .idempotencyKey();
    }
}
