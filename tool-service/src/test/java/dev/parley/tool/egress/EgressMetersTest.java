package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.answered;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EgressMetersTest {

    private final EgressRig rig = new EgressRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void countsEachExchangeOnceByHowItEnded() throws Exception {
        HostileServer good = rig.serve(Answers.text("hello"));
        HostileServer half =
                rig.serve(Answers.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
        HostileServer loop = rig.serve(Answers.redirect(302, "/"));
        rig.egress().send(get(good));
        rig.egress().send(get(half));
        rig.egress().send(get(loop));
        rig.egress().send(get("http://10.0.0.1/"));
        rig.egress().send(get("http://nowhere.example/"));
        StreamedAnswer dropped =
                answered(rig.egress().prepare(get(good), rig.egress().allowance()).open());
        dropped.body().close();
        dropped.body().close();

        assertEquals(
                Map.of(
                        "answered none", 2L,
                        "lost disconnected", 1L,
                        "lost too_many_redirects", 1L,
                        "refused private_address", 1L,
                        "not_sent unresolved", 1L),
                rig.meters().find("parley.egress.exchange").timers().stream()
                        .collect(
                                Collectors.toMap(
                                        timer -> tag(timer, "outcome") + ' ' + tag(timer, "reason"),
                                        Timer::count)));
    }

    private static String tag(Meter meter, String name) {
        return String.valueOf(meter.getId().getTag(name));
    }
}
