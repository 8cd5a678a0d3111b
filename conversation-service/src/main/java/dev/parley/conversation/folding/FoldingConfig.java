package dev.parley.conversation.folding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the deltas of a run that has ended are folded. */
@ConfigMapping(prefix = "parley.folding")
interface FoldingConfig {

    /**
     * How long after the end of its run; readers that come back sooner get the deltas as they were.
     */
    @WithDefault("PT1M")
    Duration after();
}
