package dev.parley.tool.egress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where requests may go, and what they and their answers may cost. */
@ConfigMapping(prefix = "parley.egress")
public interface EgressConfig {

    /** The ports at which public hosts may be asked. */
    @WithDefault("80,443")
    Set<@Min(1) @Max(65_535) Integer> allowedPorts();

    /**
     * Hosts that may be asked although they are not public, each as {@code host:port}. Everybody
     * who may make tools can reach them then.
     */
    Optional<List<String>> internalHosts();

    /** A PEM file with authorities to trust besides those of the JVM, for hosts of one's own. */
    Optional<Path> trustedCertificates();

    /** How long to try each address of a host, and to wait for a free connection. */
    @WithDefault("PT5S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /** How long a host may be silent within an answer, unless the request says otherwise. */
    @WithDefault("PT30S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration idleTimeout();

    /** How long an exchange may take with all its redirects, unless the request says otherwise. */
    @WithDefault("PT1M")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration totalTimeout();

    /** How many redirects are followed, unless the request says otherwise; 0 for none. */
    @WithDefault("5")
    @Min(0)
    @Max(20)
    int maxRedirects();

    /** Bytes that a request's body may have. */
    @WithDefault("1048576")
    @Min(0)
    @Max(100 << 20)
    int maxRequestBytes();

    /** Bytes that an answer's body may have, decompressed, unless the request says otherwise. */
    @WithDefault("5242880")
    @Min(1)
    @Max(100 << 20)
    int maxResponseBytes();

    /** How many bytes a byte of a compressed answer may become; counts from 1 MiB on. */
    @WithDefault("100")
    @Min(2)
    @Max(1000)
    int maxCompressionRatio();

    /** How many headers an answer may have. */
    @WithDefault("100")
    @Min(10)
    @Max(1000)
    int maxHeaders();

    /** Bytes that all headers of an answer may have together. */
    @WithDefault("32768")
    @Min(1024)
    @Max(1 << 20)
    int maxHeaderBytes();

    /** Open connections in all; a request that finds none free waits for the connect timeout. */
    @WithDefault("256")
    @Min(1)
    @Max(10_000)
    int maxConnections();

    /** Open connections to one address of a host. */
    @WithDefault("16")
    @Min(1)
    @Max(10_000)
    int maxConnectionsPerRoute();
}
