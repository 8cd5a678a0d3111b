package dev.parley.tool.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "CONNECTION",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Content-Type",
                "Content-Encoding",
                "Accept-Encoding",
                "",
                "X Y",
                "X:",
                "X\r\nY",
                "X\0",
                "Ünicode"
            })
    void refusesNamesThatAreNotForCallers(String name) {
        refused(name, "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nX-Admin: 1",
                "a\nb",
                "a\rb",
                "a\0b",
                "a\u010Ab", // whose low byte is a line feed
                "a\u010Db",
                "a\u2028b",
                "é",
                "\u007F"
            })
    void refusesValuesThatCouldEndTheirLine(String value) {
        IllegalArgumentException refusal = refused("X-Mine", value);
        assertFalse(String.valueOf(refusal.getMessage()).contains(value));
    }

    @Property(tries = 1000)
    void takesVisibleAsciiAndNothingElse(@ForAll @CharRange(to = 0x17F) String value) {
        boolean visible = value.chars().allMatch(c -> (c >= 0x20 && c < 0x7F) || c == '\t');
        if (visible) {
            assertEquals(
                    value.strip(),
                    RequestHeaders.NONE.with("X", value).fields().getFirst().value());
        } else {
            refused("X", value);
        }
    }

    @Test
    void boundsNumberAndSize() {
        RequestHeaders full = RequestHeaders.NONE;
        for (int i = 0; i < 64; i++) {
            full = full.with("X-" + i, "x");
        }
        RequestHeaders most = full;
        assertThrows(IllegalArgumentException.class, () -> most.with("X-64", "x"));
        refused("X", "x".repeat(8193));
        refused("x".repeat(129), "x");
    }

    @Test
    void hasOneValueForAName() {
        RequestHeaders headers = RequestHeaders.NONE.withSecret("X-Key", "a").with("x-key", "b");

        assertEquals(List.of(new RequestHeaders.Field("x-key", "b", false)), headers.fields());
    }

    @Test
    void tellsNoValues() {
        RequestHeaders headers =
                RequestHeaders.NONE.with("X-Open", "canary").withSecret("X-Key", "canary");

        assertEquals("[X-Open: …, X-Key: …]", headers.toString());
        EgressRequest request =
                EgressRequest.of(Method.POST, EgressRig.address("https://a.example/canary"))
                        .with(RequestBody.json("\"canary\""))
                        .withSecretHeader("X-Key", "canary")
                        .withSecretQuery("key", "canary");
        assertFalse(request.toString().contains("canary"));
        assertFalse(String.valueOf(request.body()).contains("canary"));
    }

    @Test
    void refusesASecretQueryThatIsNotEncoded() {
        for (String query : List.of("a=b c", "a=b\r\nX: y", "a=b#c", "", "a=é")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new EgressRequest(
                                    Method.GET,
                                    EgressRig.address("https://a.example/"),
                                    RequestHeaders.NONE,
                                    query,
                                    null));
        }
    }

    private static IllegalArgumentException refused(String name, String value) {
        return assertThrows(
                IllegalArgumentException.class, () -> RequestHeaders.NONE.with(name, value));
    }
}
