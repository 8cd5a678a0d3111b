package dev.parley.local.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

    private static final Path CHECKOUT = Path.of("/checkout");

    @TempDir Path temporary;

    @Test
    void suitesOfOneCheckoutShareNoData() {
        assertEquals(
                Path.of("/checkout/.parley"),
                DataFolder.fromEnvironment(CHECKOUT, Map.of()).root());
        assertEquals(
                Path.of("/checkout/.parley/offset-100"),
                DataFolder.fromEnvironment(CHECKOUT, Map.of("PARLEY_PORT_OFFSET", "100")).root());
    }

    @Test
    void thePersonsChoiceOfAFolderWins() {
        assertEquals(
                Path.of("/elsewhere"),
                DataFolder.fromEnvironment(
                                CHECKOUT,
                                Map.of("PARLEY_HOME", "/elsewhere", "PARLEY_PORT_OFFSET", "100"))
                        .root());
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithTheWayOut() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");

        SetupException refused =
                assertThrows(
                        SetupException.class, () -> new DataFolder(file.resolve("data")).open());

        assertTrue(refused.sentence().contains("PARLEY_HOME="), refused.sentence());
    }

    @Test
    void secretsAreTheSameAtTheNextStartAndOthersInAnotherFolder() {
        DataFolder folder = new DataFolder(temporary.resolve("one")).open();
        DataFolder other = new DataFolder(temporary.resolve("other")).open();

        String first = Secrets.open(folder).cursorSecret();

        assertEquals(first, Secrets.open(folder).cursorSecret());
        assertNotEquals(first, Secrets.open(other).cursorSecret());
    }

    @Test
    void aSecretThatALaterVersionNeedsIsAdded() throws IOException {
        DataFolder folder = new DataFolder(temporary).open();
        Files.writeString(folder.secrets(), "postgres.superuser=old\n");

        Secrets secrets = Secrets.open(folder);

        assertEquals("old", secrets.superuserPassword());
        assertEquals(secrets.cursorSecret(), Secrets.open(folder).cursorSecret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000\u0000\u0000", "postgres.superuser=\n", "cursor=\\u00zz"})
    void damagedSecretsAreRefusedWithTheWayOut(String content) throws IOException {
        DataFolder folder = new DataFolder(temporary).open();
        Files.writeString(folder.secrets(), content);

        SetupException refused = assertThrows(SetupException.class, () -> Secrets.open(folder));

        assertTrue(refused.sentence().contains("rm -rf " + temporary), refused.sentence());
    }
}
