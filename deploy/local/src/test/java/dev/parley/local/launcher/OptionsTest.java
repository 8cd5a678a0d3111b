package dev.parley.local.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.issuer.TokenMinter.UserToken;
import dev.parley.local.layout.SetupException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static final Options.Known KNOWN =
            new Options.Known(
                    "x [--user u]", Set.of("user", "tenant", "groups", "ttl"), Set.of("detach"));

    @Test
    void takesValuesFlagsAndWordsInAnyOrder() {
        Options options =
                Options.parse(
                        List.of("What", "--user", "ada", "is", "--detach", "--ttl=1h"), KNOWN);

        assertEquals(Optional.of("ada"), options.value("user"));
        assertEquals(Optional.of("1h"), options.value("ttl"));
        assertTrue(options.has("detach"));
        assertEquals(List.of("What", "is"), options.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--usr", "--user", "--detach=yes"})
    void refusesWhatItDoesNotKnowAndShowsTheUsage(String argument) {
        SetupException refused =
                assertThrows(SetupException.class, () -> Options.parse(List.of(argument), KNOWN));

        assertTrue(refused.sentence().endsWith("Usage: x [--user u]"));
    }

    @Test
    void aTokenHasDefaultsForEverything() {
        assertEquals(
                new UserToken("ada", "acme", List.of("admin"), Duration.ofHours(12)),
                Token.wanted(Options.parse(List.of(), KNOWN), "admin"));
    }

    @Test
    void groupsAreAListWithCommas() {
        Options options = Options.parse(List.of("--groups", "admin, user,"), KNOWN);

        assertEquals(List.of("admin", "user"), Token.wanted(options, "user").groups());
    }

    @ParameterizedTest
    @CsvSource({"45s,45", "30m,1800", "12h,43200", "7d,604800", "PT2M,120"})
    void durationsAreWrittenAsPeopleWriteThem(String text, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), Token.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "h", "a day"})
    void refusesWhatIsNoDuration(String text) {
        assertThrows(SetupException.class, () -> Token.duration(text));
    }
}
