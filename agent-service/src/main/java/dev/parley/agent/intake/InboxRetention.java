package dev.parley.agent.intake;

import dev.parley.platform.expiry.Expiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** An event is known until Kafka cannot deliver it again: a day past the topic's retention. */
@ApplicationScoped
class InboxRetention {

    @Produces
    @Singleton
    Expiring inbox() {
        return new Expiring("inbox", Duration.ofDays(8));
    }
}
