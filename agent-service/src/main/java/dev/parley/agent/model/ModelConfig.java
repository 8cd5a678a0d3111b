package dev.parley.agent.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/**
 * The model provider: any door that speaks OpenAI's protocol. Base URL and key are all that a real
 * one needs.
 */
@ConfigMapping(prefix = "parley.model")
public interface ModelConfig {

    /**
     * Where the provider is, up to and including the version, such as {@code
     * https://api.openai.com/v1}.
     */
    @WithDefault("http://127.0.0.1:8086/v1")
    String baseUrl();

    /** The provider's key. */
    @WithDefault("offline")
    String apiKey();

    /**
     * What {@code default/auto} means; if not set, the first suitable chat model that the provider
     * lists.
     */
    Optional<String> autoModel();

    /** How long to wait for the first and for each further piece of a reply. */
    @WithDefault("PT60S")
    Duration idleTimeout();

    /** How often a step is tried when the provider fails in a way that may pass. */
    @WithDefault("3")
    @Min(1)
    @Max(10)
    int attempts();

    /** How long to wait before the second try; doubled for each further one, with jitter. */
    @WithDefault("PT0.3S")
    Duration firstBackoff();

    /** How long a reply may get, in characters. A model that goes on past it is cut off. */
    @WithDefault("200000")
    @Min(1000)
    @Max(500_000)
    int maxReplyChars();
}
