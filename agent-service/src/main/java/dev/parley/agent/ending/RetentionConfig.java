package dev.parley.agent.ending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long what has ended is kept. */
@ConfigMapping(prefix = "parley.retention")
interface RetentionConfig {

    /**
     * How long an ended run is kept with its steps, its failures and what tool-service knows of its
     * calls. Shorter needs less space; a run that is gone can be neither looked at nor repeated.
     * The messages of a conversation stay.
     */
    @WithDefault("P90D")
    @DurationMin(days = 10)
    @DurationMax(days = 3650)
    Duration runs();
}
