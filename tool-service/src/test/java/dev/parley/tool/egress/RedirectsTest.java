package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.address;
import static dev.parley.tool.egress.EgressRig.answered;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.tool.egress.address.Unreachable;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

    private static final WebAddress HERE = address("https://a.example/b/c?d=e");

    private final EgressRig rig = new EgressRig();

    @AfterEach
    void close() {
        rig.close();
    }

    /** RFC 9110, section 15.4. */
    @ParameterizedTest
    @CsvSource({
        "301, GET, GET, false",
        "301, POST, GET, false",
        "301, PUT, PUT, true",
        "302, POST, GET, false",
        "302, DELETE, DELETE, true",
        "303, POST, GET, false",
        "303, PUT, GET, false",
        "303, HEAD, HEAD, false",
        "307, POST, POST, true",
        "308, PATCH, PATCH, true",
        "307, GET, GET, false"
    })
    void changesTheMethodAsTheStatusSays(
            int status, Method before, Method after, boolean carriesBody) {
        EgressRequest request = EgressRequest.of(before, HERE);
        if (before != Method.GET && before != Method.HEAD) {
            request = request.with(RequestBody.json("{}"));
        }

        EgressRequest next = follow(request, status, "/x");

        assertEquals(after, next.method());
        assertEquals(carriesBody, next.body() != null);
        assertEquals("https://a.example/x", next.address().url());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 300, 304, 305, 306, 400, 500})
    void staysWithEveryOtherStatus(int status) {
        assertInstanceOf(
                Redirects.Next.Stay.class,
                Redirects.after(EgressRequest.of(Method.GET, HERE), head(status, "/x"), 5, true));
    }

    @Test
    void keepsSecretsForTheSameOriginOnly() {
        EgressRequest request =
                EgressRequest.of(Method.GET, HERE)
                        .withHeader("X-Open", "1")
                        .withHeader("Authorization", "canary")
                        .withHeader("cookie", "canary")
                        .withSecretHeader("X-Key", "canary")
                        .withSecretQuery("key", "canary");

        assertEquals(
                "[X-Open: …, Authorization: …, cookie: …, X-Key: …]",
                follow(request, 302, "/x").headers().toString());
        for (String elsewhere :
                List.of(
                        "https://b.example/",
                        "https://a.example:8443/",
                        "https://sub.a.example/",
                        "//b.example/")) {
            EgressRequest next = follow(request, 307, elsewhere);
            assertEquals("[X-Open: …]", next.headers().toString());
            assertFalse(next.target().contains("canary"));
        }
        EgressRequest back = follow(follow(request, 302, "https://b.example/"), 302, HERE.url());
        assertEquals("[X-Open: …]", back.headers().toString());
        assertFalse(follow(request, 302, "/x").target().contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/",
                "file:///etc/passwd",
                "gopher://a.example/",
                "javascript:alert(1)",
                "https://user@a.example/",
                "https://127.1/",
                "https://a.example\\@b.example/",
                "https://a b/",
                "https:///"
            })
    void stopsBeforeADowngradeAndBeforeWhatIsNoAddress(String location) {
        assertEquals(
                new Redirects.Next.Stop(Loss.REDIRECT_REFUSED),
                Redirects.after(EgressRequest.of(Method.GET, HERE), head(302, location), 5, true));
    }

    @Test
    void stopsWhereTwoPlacesAreNamed() {
        AnswerHead head =
                new AnswerHead(
                        302,
                        ResponseHeaders.of(
                                new Header[] {
                                    new BasicHeader("Location", "/a"),
                                    new BasicHeader("location", "/b")
                                }),
                        HERE);
        assertEquals(
                new Redirects.Next.Stop(Loss.REDIRECT_REFUSED),
                Redirects.after(EgressRequest.of(Method.GET, HERE), head, 5, true));
    }

    @Test
    void followsToTheEnd() {
        HostileServer last = rig.serve(Answers.text("here"));
        HostileServer first = rig.serve(Answers.redirect(302, "http://" + last.authority() + "/x"));

        Answer answer = answered(rig.egress().send(get(first)));

        assertEquals("here", answer.text());
        assertEquals("http://" + last.authority() + "/x", answer.head().address().url());
    }

    @Test
    void sendsTheBodyAgainAndTheSecretsNot() throws Exception {
        HostileServer last = rig.serve(Answers.text("here"));
        HostileServer first = rig.serve(Answers.redirect(307, "http://" + last.authority() + "/x"));
        EgressRequest request =
                EgressRequest.of(Method.POST, get(first).address())
                        .with(RequestBody.json("{\"a\":1}"))
                        .withHeader("X-Open", "1")
                        .withHeader("Authorization", "Bearer canary")
                        .withSecretQuery("key", "canary");

        answered(rig.egress().send(request));

        assertTrue(first.heads().getFirst().contains("Authorization: Bearer canary"));
        assertTrue(first.heads().getFirst().contains("?key=canary"));
        String second = last.heads().getFirst();
        assertTrue(second.startsWith("POST /x HTTP/1.1\r\nHost: " + last.authority() + "\r\n"));
        assertTrue(second.contains("X-Open: 1") && second.contains("Content-Length: 7"));
        assertFalse(second.contains("canary"));
    }

    @Test
    void givesUpALoop() {
        HostileServer loop = rig.serve(Answers.redirect(302, "/again"));

        assertEquals(
                new Outcome.Lost<Answer>(Loss.TOO_MANY_REDIRECTS, OptionalInt.of(302)),
                rig.egress().send(get(loop)));
        assertEquals(6, loop.heads().size());
    }

    @Test
    void givesTheRedirectItselfIfNoneIsFollowed() {
        HostileServer server = rig.serve(Answers.redirect(302, "http://127.0.0.1:1/"));

        Answer answer =
                answered(
                        rig.egress()
                                .prepare(get(server), rig.egress().allowance().withRedirects(0))
                                .send());

        assertEquals(302, answer.head().status());
    }

    /** Somebody got the first request, so it is not unsent, whatever is refused afterwards. */
    @Test
    void goesNowhereThatIsNotAllowedAndSaysTheSameOfWhatDoesNotAnswer() {
        HostileServer canary = rig.hide(Answers.text("secret"));
        HostileServer closed = rig.serve(Answers.text("never"));
        closed.close();
        List<String> refused =
                List.of(
                        "http://" + canary.authority() + "/",
                        "http://localhost:" + canary.port() + "/",
                        "http://[::1]:" + canary.port() + "/",
                        "http://169.254.169.254/latest/meta-data/",
                        "http://10.0.0.1/",
                        "http://2130706433:" + canary.port() + "/",
                        "file:///etc/passwd");
        for (String location : refused) {
            HostileServer server = rig.serve(Answers.redirect(307, location));
            assertEquals(
                    new Outcome.Lost<Answer>(Loss.REDIRECT_REFUSED, OptionalInt.of(307)),
                    rig.egress().send(get(server)),
                    location);
        }
        HostileServer server = rig.serve(Answers.redirect(307, "http://" + closed.authority()));
        assertEquals(
                new Outcome.Lost<Answer>(Loss.REDIRECT_UNREACHABLE, OptionalInt.of(307)),
                rig.egress().send(get(server)));
        assertEquals(0, canary.connections());
        assertEquals(Unreachable.TEXT, Loss.REDIRECT_REFUSED.text());
        assertEquals(Unreachable.TEXT, Loss.REDIRECT_UNREACHABLE.text());
    }

    private static EgressRequest follow(EgressRequest request, int status, String location) {
        Redirects.Next next = Redirects.after(request, head(status, location), 5, true);
        return assertInstanceOf(Redirects.Next.Follow.class, next).request();
    }

    private static AnswerHead head(int status, String location) {
        return new AnswerHead(
                status,
                ResponseHeaders.of(new Header[] {new BasicHeader("Location", location)}),
                HERE);
    }
}
