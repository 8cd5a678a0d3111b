package dev.parley.conversation.openai.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The OpenAI-compatible door. */
@ConfigMapping(prefix = "parley.openai")
public interface OpenAiConfig {

    /**
     * How long a request that is neither streamed nor in the background waits for its answer. The
     * run goes on after that; raise it together with the time limit of agents.
     */
    @WithDefault("PT10M")
    Duration maxWait();
}
