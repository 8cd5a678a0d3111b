package dev.parley.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void readsWhatIsGiven() {
        Options options =
                Options.of(
                        new String[] {"--minutes", "3", "--seed", "12", "--out", "/somewhere"},
                        CHECKOUT);

        assertEquals(new Options(Duration.ofMinutes(3), 12, Path.of("/somewhere"), 8), options);
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
    }
}
