package dev.parley.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.torture.nemesis.Border;
import dev.parley.torture.nemesis.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void readsWhatIsGiven() {
        Options options =
                Options.of(
                        new String[] {"--minutes", "3", "--seed", "12", "--out", "/somewhere"},
                        CHECKOUT);

        assertEquals(
                new Options(
                        Duration.ofMinutes(3),
                        12,
                        Path.of("/somewhere"),
                        8,
                        EnumSet.allOf(FaultKind.class),
                        "",
                        EnumSet.allOf(Border.class)),
                options);
    }

    @Test
    void readsWhichFaultsThereAre() {
        Options options =
                Options.of(
                        new String[] {
                            "--only",
                            "kill-one,kill-at",
                            "--of",
                            "agent-service",
                            "--at",
                            "tool-journal,end"
                        },
                        CHECKOUT);

        assertEquals(EnumSet.of(FaultKind.KILL_ONE, FaultKind.KILL_AT), options.only());
        assertEquals("agent-service", options.of());
        assertEquals(EnumSet.of(Border.TOOL_JOURNAL, Border.END), options.at());
    }

    @Test
    void leavesEverythingInAFolderWithTheSeedIfNoneIsNamed() {
        Options options = Options.of(new String[] {"--seed", "12"}, CHECKOUT);

        assertEquals(CHECKOUT.resolve(".parley/torture-12"), options.out());
        assertEquals(Duration.ofMinutes(30), options.length());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Options.of(new String[] {"--hours", "3"}, CHECKOUT));
        assertThrows(
                IllegalArgumentException.class,
                () -> Options.of(new String[] {"--minutes"}, CHECKOUT));
        assertThrows(
                IllegalArgumentException.class,
                () -> Options.of(new String[] {"--minutes", "three"}, CHECKOUT));
        assertThrows(
                IllegalArgumentException.class,
                () -> Options.of(new String[] {"--only", "rain"}, CHECKOUT));
        assertThrows(
                IllegalArgumentException.class,
                () -> Options.of(new String[] {"--of", "nobody"}, CHECKOUT));
    }
}
