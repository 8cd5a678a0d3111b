package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.answered;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.Certificates;
import dev.parley.tool.testing.HostileServer;
import dev.parley.tool.testing.HostileServer.Behaviour;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final Outcome<Answer> REFUSED = new Outcome.NotSent<>(Unsent.TLS_FAILED);

    private static Certificates trusted;
    private static Certificates expired;

    private final EgressRig rig = new EgressRig().resolvingToLoopback();

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        trusted =
                Certificates.make(folder.resolve("trusted"), 0, "dns:good.example", "ip:127.0.0.1");
        expired = Certificates.make(folder.resolve("expired"), -30, "dns:good.example");
    }

    @BeforeEach
    void trust() {
        rig.with("trusted-certificates", trusted.pem().toString());
        rig.with("connect-timeout", "PT2S").with("idle-timeout", "PT2S");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void believesTheAuthoritiesOfTheOperator() throws Exception {
        HostileServer server = secure(trusted, Answers.text("hello"));

        assertEquals("hello", answered(send(server, "good.example")).text());
        assertEquals("hello", answered(send(server, "127.0.0.1")).text());
        assertEquals(
                List.of("good.example"), server.serverNames(), "SNI for names, none for addresses");
        assertTrue(
                server.heads().getFirst().contains("Host: good.example:" + server.port()),
                "the name stays the name");
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        HostileServer server = secure(trusted, Answers.text("hello"));

        for (int i = 0; i < 5; i++) {
            assertEquals("hello", answered(send(server, "good.example")).text());
        }
        assertEquals(1, server.connections());
    }

    @Test
    void refusesAnotherName() throws Exception {
        assertEquals(REFUSED, send(secure(trusted, Answers.text("never")), "evil.example"));
    }

    @Test
    void refusesAnExpiredCertificate() throws Exception {
        rig.with("trusted-certificates", expired.pem().toString());

        assertEquals(REFUSED, send(secure(expired, Answers.text("never")), "good.example"));
    }

    @Test
    void refusesTheCertificateOfAnUnknownAuthority() throws Exception {
        rig.with("trusted-certificates", expired.pem().toString());

        assertEquals(REFUSED, send(secure(trusted, Answers.text("never")), "good.example"));
    }

    @Test
    void refusesWhatIsNoTls() throws Exception {
        assertEquals(
                REFUSED,
                send(named(HostileServer.start(p -> p.send("hello\r\n"))), "good.example"));
    }

    @Test
    void sendsNothingBeforeTheHandshakeIsOver() throws Exception {
        for (Behaviour behaviour :
                List.of(Answers.silence(), Answers.closesAtOnce(), (Behaviour) p -> p.reset())) {
            HostileServer server = named(HostileServer.start(behaviour));
            EgressRig other =
                    new EgressRig()
                            .resolvingToLoopback()
                            .allowing("good.example:" + server.port())
                            .with("connect-timeout", "PT0.3S");
            Outcome<Answer> outcome =
                    other.egress().send(get("https://good.example:" + server.port()));
            assertTrue(outcome instanceof Outcome.NotSent, String.valueOf(outcome));
            other.close();
        }
    }

    @Test
    void knowsThatARequestMayHaveArrivedAfterTheHandshake() throws Exception {
        assertEquals(
                new Outcome.Lost<Answer>(Loss.DISCONNECTED, OptionalInt.empty()),
                send(secure(trusted, p -> p.readRequest()), "good.example"));
    }

    private Outcome<Answer> send(HostileServer server, String host) {
        return rig.egress().send(get("https://" + host + ':' + server.port()));
    }

    private HostileServer secure(Certificates certificates, Behaviour behaviour) throws Exception {
        return named(HostileServer.startSecure(certificates.context(), behaviour));
    }

    private HostileServer named(HostileServer server) {
        return rig.add(server, "good.example", "evil.example");
    }
}
