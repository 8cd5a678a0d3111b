package dev.parley.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.Version;
import org.junit.jupiter.api.Test;

class NettyVersionTest {

    /** Before 4.1.135 a client could exhaust a server over HTTP/2. */
    @Test
    void everyNettyArtifactIsAtLeast4_1_135() {
        Version.identify()
                .forEach((artifact, version) -> {
                    String[] parts = version.artifactVersion().split("\\.");
                    boolean fixed =
                            parts[0].equals("4")
                                    && parts[1].equals("1")
                                    && Integer.parseInt(parts[2]) >= 135;
                    assertTrue(
                            fixed || artifact.contains("incubator"),
                            artifact + ' ' + version.artifactVersion());
                });
    }
}
