package dev.parley.tool.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

    @ParameterizedTest
    @CsvSource({
        "us-west1, us-west1",
        "'  us-west1 ', us-west1",
        "=?base64?SGVsbG8sIOS4lueVjA==?=, 'Hello, 世界'",
        "=?base64?IHBhZGRlZCA=?=, ' padded '",
        "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=, =?base64?literal?=",
        "=?base64??=, ''",
        "=?base64?SGVsbG8=, =?base64?SGVsbG8=",
        "SGVsbG8=?=, SGVsbG8=?=",
        "=?BASE64?SGVsbG8=?=, =?BASE64?SGVsbG8=?=",
        "=?base64?=, =?base64?="
    })
    void reads(String header, String text) {
        assertEquals(Optional.of(text), HeaderText.decode(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-west1",
                "us west 1",
                "",
                " padded ",
                "Hello, 世界",
                "line1\r\nX-Admin: 1",
                "\tindented",
                "=?base64?literal?="
            })
    void writesWhatIsReadAsItWas(String text) {
        String header = HeaderText.encode(text);

        assertTrue(header.chars().allMatch(c -> c >= ' ' && c <= '~'));
        assertEquals(Optional.of(text), HeaderText.decode(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?SGVsbG8?=",
                "=?base64?SGVs!!!bG8=?=",
                "=?base64?/w==?=",
                "世界",
                "a\u0001b",
                "a\u007fb"
            })
    void refusesWhatIsNoText(String header) {
        assertEquals(Optional.empty(), HeaderText.decode(header));
    }
}
