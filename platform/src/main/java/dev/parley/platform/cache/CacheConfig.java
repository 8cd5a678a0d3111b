package dev.parley.platform.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the caches of a service behave. */
@ConfigMapping(prefix = "parley.cache")
public interface CacheConfig {

    /** Whether the service has caches. Read when the service is built. */
    @WithDefault("false")
    boolean enabled();

    /** How long to wait for Redis before asking the loader instead. */
    @WithDefault("PT0.05S")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 5)
    Duration commandTimeout();

    /** How long Redis is left alone after half of the last 20 commands failed. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 5)
    Duration breakerDelay();

    /** How long to wait between attempts to reach Redis again. */
    @WithDefault("PT0.25S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration retryDelay();

    /**
     * How many drops that Redis did not take are remembered; one more, and everything is dropped
     * once it is back.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int pendingDrops();

    /**
     * How long a write may take from its first drop to its commit. Should the process die in
     * between, nothing of that owner is stored for so long.
     */
    @WithDefault("PT30S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration fence();

    /** What differs between caches, by the cache's name. */
    @WithDefaults
    Map<String, @Valid Kind> kind();

    /** One cache. */
    interface Kind {

        /**
         * How long an entry counts as fresh; also how long a stale one can last at worst, where a
         * drop was lost.
         */
        @WithDefault("PT1M")
        @DurationMin(millis = 10)
        @DurationMax(days = 7)
        Duration ttl();

        /**
         * By which fraction of itself the ttl varies at random, so that what was stored together
         * does not end together.
         */
        @WithDefault("0.1")
        @DecimalMin("0")
        @DecimalMax("0.9")
        double jitter();

        /**
         * How long after its ttl an entry still answers while one caller loads it anew. Never after
         * a drop.
         */
        @WithDefault("PT0S")
        @DurationMin
        @DurationMax(days = 1)
        Duration stale();

        /** Values from this many bytes on are compressed. */
        @WithDefault("1024")
        @Min(0)
        int compressFrom();

        /** Larger values, in bytes before compression, are not stored. */
        @WithDefault("262144")
        @Min(1)
        @Max(16_777_216)
        int maxBytes();

        /**
         * How long a value is kept in the process. Bounds how old it can be if the word of a drop
         * is lost; zero turns this tier off.
         */
        @WithDefault("PT2S")
        @DurationMin
        @DurationMax(minutes = 10)
        Duration nearTtl();

        /** How many bytes of values, before compression, are kept in the process. */
        @WithDefault("8388608")
        @Min(0)
        long nearMaxBytes();

        /** How long to wait for a value that another caller loads, before loading it, too. */
        @WithDefault("PT0.5S")
        @DurationMin
        @DurationMax(minutes = 1)
        Duration loadWait();

        /**
         * How long a load may take and still be stored. A crashed loader holds others up so long.
         */
        @WithDefault("PT5S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 5)
        Duration lease();
    }
}
