package dev.parley.tool.egress.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | text/html | UTF-8",
                "Text/HTML;Charset=ISO-8859-1 | text/html | ISO-8859-1",
                "text/html; a=b; charset=\"windows-1252\" | text/html | windows-1252",
                "text/html; charset=no-such-thing | text/html | UTF-8",
                "text/html; charset=!!!\uFFFF | text/html | UTF-8",
                "text/html; charset= | text/html | UTF-8",
                "; charset=utf-16 | application/octet-stream | UTF-16",
                "nonsense | nonsense | UTF-8"
            })
    void readsWhatIsThere(String value, String mediaType, String charset) {
        ContentType type = ContentType.parse(value);
        assertEquals(mediaType, type.mediaType());
        assertEquals(Charset.forName(charset), type.charset().orElse(StandardCharsets.UTF_8));
    }

    @Test
    void knowsNothingOfABodyOfWhichNothingIsSaid() {
        ContentType type = ContentType.parse(null);
        assertEquals("application/octet-stream", type.mediaType());
        assertFalse(type.isText());
    }

    @ParameterizedTest
    @CsvSource({"application/json", "application/problem+json", "text/csv", "application/atom+xml"})
    void knowsText(String mediaType) {
        assertTrue(ContentType.parse(mediaType).isText());
    }

    @Test
    void decodesByMarkThenByNameThenAsUtf8() {
        ContentType latin = ContentType.parse("text/plain; charset=iso-8859-1");
        assertEquals("é", latin.decode(new byte[] {(byte) 0xE9}));
        assertEquals("é", latin.decode("\uFEFFé".getBytes(StandardCharsets.UTF_8)));
        assertEquals("é", latin.decode("\uFEFFé".getBytes(StandardCharsets.UTF_16BE)));
        assertEquals("é", latin.decode("\uFEFFé".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("\uFFFD", ContentType.parse("text/plain").decode(new byte[] {(byte) 0xE9}));
    }

    @Property(tries = 300)
    void neverFailsWhateverIsSaidAndSent(@ForAll String value, @ForAll byte[] body) {
        assertNotNull(ContentType.parse(value).decode(body));
        assertNotNull(ContentType.parse("text/plain; charset=" + value).decode(body));
    }

    @Test
    void neverFailsWithAnyCharsetOfTheJvm() {
        byte[] body = new byte[1_000];
        new Random(1).nextBytes(body);
        for (String charset : Charset.availableCharsets().keySet()) {
            assertNotNull(ContentType.parse("text/plain; charset=" + charset).decode(body));
        }
    }
}
