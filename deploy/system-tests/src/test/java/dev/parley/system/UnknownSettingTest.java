package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.StartFailedException;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that is given a setting which does not exist ends at once and says so. */
@Tag("long")
@ExtendWith(SuiteExtension.class)
class UnknownSettingTest {

    private final Suite suite;

    UnknownSettingTest(Suite suite) {
        this.suite = suite;
    }

    @ParameterizedTest
    @CsvSource({
        "CONVERSATION, PARLEY_OUTBOX_BATCHSIZE, 500, PARLEY_OUTBOX_BATCHSIZE, PARLEY_OUTBOX_BATCH_SIZE",
        "AGENT, JAVA_TOOL_OPTIONS, -Dparley.queue.slot=8, parley.queue.slot, parley.queue.slots",
        "TOOL, PARLEY_QUEUE_SLOTS, 8, PARLEY_QUEUE_SLOTS, ",
        "MONITORING, JAVA_TOOL_OPTIONS, -Dparley.prot=8084, parley.prot, parley.port"
    })
    void refusesToStart(
            ServiceName service, String variable, String value, String unknown, String nearest) {
        Daemon misspelt = suite.secondInstance(service, Map.of(variable, value));

        StartFailedException refused =
                assertThrows(StartFailedException.class, () -> Suite.start(misspelt));

        String sentence = "There is no setting " + unknown + "; the nearest is ";
        String expected = nearest == null ? sentence : sentence + nearest + ".";
        assertTrue(refused.sentence().contains("ended while starting"), refused.sentence());
        assertTrue(refused.sentence().contains(expected), refused.sentence());
    }
}
