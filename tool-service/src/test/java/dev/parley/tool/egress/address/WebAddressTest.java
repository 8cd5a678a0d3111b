package dev.parley.tool.egress.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.com | https://example.com/",
                "HTTPS://EXAMPLE.com:443/a?b=c#d | https://example.com/a?b=c",
                "http://example.com:80/ | http://example.com/",
                "http://example.com:8080/x | http://example.com:8080/x",
                "https://1.2.3.4/ | https://1.2.3.4/",
                "https://[2606:4700::1111]/ | https://[2606:4700:0:0:0:0:0:1111]/",
                "https://xn--bcher-kva.example/ | https://xn--bcher-kva.example/",
                "https://example.com/ünï?q=ö | https://example.com/%C3%BCn%C3%AF?q=%C3%B6",
                "https://example.com/a%2Fb%00c | https://example.com/a%2Fb%00c",
                "https://0x7f.example.com/ | https://0x7f.example.com/"
            })
    void readsAddresses(String text, String url) throws AddressRefused {
        assertEquals(url, WebAddress.parse(text).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://example.com/",
                "ftp://example.com/",
                "jar:http://example.com/x.jar!/",
                "data:text/plain,hello",
                "ldap://example.com/",
                "dict://example.com/",
                "javascript:alert(1)",
                "ws://example.com/",
                "//example.com/",
                "example.com",
                ""
            })
    void refusesOtherSchemes(String text) {
        assertEquals(Refusal.SCHEME, refusal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.1/",
                "http://0x7f000001/",
                "http://017700000001/",
                "http://0/",
                "http://127.0.0.01/",
                "http://256.0.0.1/",
                "http://1.2.3.4.5/",
                "http://1.2.3.0x4/",
                "http://example.0x/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[fe80::1%25eth0]/",
                "http://[1.2.3.4]/",
                "http://[::1/",
                "http://[gg::1]/"
            })
    void refusesNumbersThatAreNoCanonicalAddress(String text) {
        Refusal reason = refusal(text);
        assertEquals(true, reason == Refusal.NUMERIC_HOST || reason == Refusal.MALFORMED, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example@127.0.0.1/",
                "http://user:secret@good.example/",
                "http://@good.example/",
                "http://good.example:80@127.0.0.1/"
            })
    void refusesUsers(String text) {
        assertEquals(Refusal.USER_INFO, refusal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example\\@127.0.0.1/",
                "http://good.example#@127.0.0.1/",
                "http://good.example\t/",
                "http://good.example\r\nX-Admin: 1/",
                "http://good.example/a b",
                " http://good.example/",
                "http://127.0.0.1%00.good.example/",
                "http://good%2eexample/",
                "http://①②⑦.0.0.1/",
                "http://１２７.0.0.1/",
                "http://good。example/",
                "http://goоd.example/", // a Cyrillic o
                "http://good.example./",
                "http://localhost./",
                "http://127.0.0.1./",
                "http://good..example/",
                "http://-good.example/",
                "http://foo_bar.example/",
                "http:127.0.0.1/",
                "http:///etc/passwd",
                "http://",
                "http://:80/",
                "http:/good.example/"
            })
    void refusesWhatParsersCouldReadDifferently(String text) {
        assertEquals(Refusal.MALFORMED, refusal(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://good.example:0/", "http://good.example:65536/"})
    void refusesPortsThatAreNone(String text) {
        assertEquals(Refusal.PORT, refusal(text));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertEquals(Refusal.MALFORMED, refusal("https://example.com/" + "a".repeat(8_000)));
        assertEquals(Refusal.MALFORMED, refusal("https://" + "a.".repeat(200) + "example/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/x | https://a.example/x",
                "x | https://a.example/b/x",
                "../x | https://a.example/x",
                "?r=1 | https://a.example/b/c?r=1",
                "//b.example/x | https://b.example/x",
                "http://b.example | http://b.example/",
                "https://a.example/b/c?d=e#f | https://a.example/b/c?d=e"
            })
    void resolvesReferences(String reference, String url) throws AddressRefused {
        assertEquals(url, WebAddress.parse("https://a.example/b/c?q=1").resolve(reference).url());
    }

    @Property(tries = 500)
    void keepsWhateverIsPutIntoItWithinPathAndQuery(@ForAll String text) throws AddressRefused {
        WebAddress base = WebAddress.parse("https://example.com/v1");
        WebAddress queried = base.withQuery(text, text);
        WebAddress segmented =
                text.isEmpty() || text.matches("\\.\\.?") ? base : base.withSegment(text);

        for (WebAddress address : new WebAddress[] {queried, segmented}) {
            assertEquals(base.origin(), address.origin());
            assertEquals("example.com", URI.create(address.url()).getHost());
            assertFalse(address.target().matches("(?s).*[^!-~].*"), address.target());
        }
        assertEquals("/v1", URI.create(queried.url()).getRawPath());
        assertEquals(
                text.isEmpty() || text.matches("\\.\\.?") ? 1 : 2,
                URI.create(segmented.url()).normalize().getRawPath().split("/").length - 1);
    }

    @Test
    void refusesSegmentsThatNameAnotherPlace() throws AddressRefused {
        WebAddress base = WebAddress.parse("https://example.com/v1");
        for (String text : new String[] {"", ".", ".."}) {
            assertThrows(IllegalArgumentException.class, () -> base.withSegment(text));
        }
        assertEquals(
                "https://example.com/v1/..%2F..%2Fadmin", base.withSegment("../../admin").url());
        assertEquals("https://example.com/v1/%252e%252e", base.withSegment("%2e%2e").url());
    }

    @Test
    void doesNotTellItsPathAndQuery() throws AddressRefused {
        assertEquals(
                "https://example.com/…",
                WebAddress.parse("https://example.com/hook/canary?key=canary").toString());
    }

    private static Refusal refusal(String text) {
        return assertThrows(AddressRefused.class, () -> WebAddress.parse(text), text).reason();
    }
}
