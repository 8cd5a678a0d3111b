package dev.parley.platform.idempotency;

import dev.parley.platform.expiry.Expiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keys are remembered for a day, as clients are told. */
@ApplicationScoped
class KeyRetention {

    @Produces
    @Singleton
    Expiring keys() {
        return new Expiring("idempotency", Duration.ofHours(24));
    }
}
