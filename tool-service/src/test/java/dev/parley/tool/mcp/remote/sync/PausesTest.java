package dev.parley.tool.mcp.remote.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.tool.mcp.remote.server.RemoteConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {

    private static Pauses pauses(double chance) {
        RemoteConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(RemoteConfig.class)
                        .build()
                        .getConfigMapping(RemoteConfig.class);
        return new Pauses(config, () -> chance);
    }

    @Test
    void pollsGiveOrTakeATenth() {
        assertEquals(Duration.ofSeconds(270), pauses(0).afterSuccess());
        assertEquals(Duration.ofSeconds(300), pauses(0.5).afterSuccess());
        assertEquals(Duration.ofSeconds(330), pauses(1).afterSuccess());
    }

    @ParameterizedTest
    @CsvSource({"0, 30", "1, 60", "6, 1920", "7, 3600", "1000, 3600"})
    void leavesAServerThatFailsAloneTwiceAsLongEachTime(int failures, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), pauses(0.5).afterFailure(failures));
    }
}
