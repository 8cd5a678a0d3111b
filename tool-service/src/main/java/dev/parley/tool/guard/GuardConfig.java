package dev.parley.tool.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** When tools and hosts are left alone. */
@ConfigMapping(prefix = "parley.guard")
public interface GuardConfig {

    /** How many of the last attempts are looked at. */
    @WithDefault("20")
    @Min(2)
    @Max(1000)
    int window();

    /** Which part of them must have failed. */
    @WithDefault("0.5")
    @DecimalMin("0.05")
    @DecimalMax("1")
    double failureRatio();

    /** How long a tool or host is left alone then, before a single attempt tries it again. */
    @WithDefault("PT10S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration pause();

    /** How many attempts of a tenant may be on their way to one host in a process. */
    @WithDefault("64")
    @Min(1)
    @Max(10_000)
    int hostConcurrency();
}
