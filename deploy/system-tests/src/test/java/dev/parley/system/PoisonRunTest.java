package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run that kills whoever executes it is given up; the one behind it is answered. */
@ExtendWith(SuiteExtension.class)
class PoisonRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CRASHES = 3;

    private final Suite suite;
    private final String tenant = "poison-" + UUID.randomUUID().toString().substring(0, 8);

    PoisonRunTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void givesUpARunThatCrashesItsWorkerEachTime() {
        suite.model()
                .script(
                        tenant,
                        "{\"steps\":[{\"text\":\"done\",\"gate\":\"%s\"}]}".formatted(tenant));
        String agent =
                "{\"name\":\"deadly\",\"model\":\"default/scripted\",\"instructions\":\"[script:%s]\"}";
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post("/v1/agents", agent.formatted(tenant))
                .expect(201);
        Conversation conversation =
                Conversation.create(
                        new Api(
                                suite.url(ServiceName.CONVERSATION),
                                suite.token(tenant, "ada", "user")),
                        "deadly");
        String poison = conversation.post("go on");
        String behind = conversation.post("and then");

        for (int crash = 1; crash <= CRASHES; crash++) {
            awaitClaim(conversation, poison, crash);
            suite.process(ServiceName.AGENT).kill();
            suite.heal();
        }
        awaitClaim(conversation, behind, 1);
        suite.model().open(tenant);

        List<ServerEvent> log = conversation.logOfEnded(2, PATIENCE);
        ServerEvent end = LogRules.ofRun(poison, log).getLast();
        assertEquals("run.failed", end.type());
        assertEquals("worker-lost", end.json().at("/problem/code").asText());
        assertEquals("run.completed", LogRules.ofRun(behind, log).getLast().type());
    }

    private static void awaitClaim(Conversation conversation, String run, int attempt) {
        Await.until(
                () -> "claim " + attempt + " of " + run,
                PATIENCE,
                () ->
                        LogRules.ofRun(run, conversation.logAfter(0)).stream()
                                .filter(event -> event.type().equals("run.started"))
                                .anyMatch(it -> it.json().path("attempt").asInt() == attempt));
    }
}
