package dev.parley.tool.egress.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What bounds connections.
 *
 * @param connectTimeout for one address, and again for its TLS handshake
 * @param maxConnections in all
 * @param maxPerRoute to one address under one name
 * @param maxHeaders in one answer
 * @param maxHeaderBytes all headers of an answer together
 * @param trustedCertificates a PEM file with authorities that are believed besides the JVM's
 */
public record WireLimits(
        Duration connectTimeout,
        int maxConnections,
        int maxPerRoute,
        int maxHeaders,
        int maxHeaderBytes,
        Optional<Path> trustedCertificates) {}
