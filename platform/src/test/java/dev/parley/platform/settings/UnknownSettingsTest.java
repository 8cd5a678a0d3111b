package dev.parley.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {

    private static final List<Setting> KNOWN =
            List.of(
                    new Setting("parley.port", "8081"),
                    new Setting("parley.queue.poll-interval", "PT0.2S"),
                    new Setting("parley.model.base-url", "http://127.0.0.1:8086/v1"),
                    new Setting("parley.providers.*.api-key", "required"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.port",
                "PARLEY_PORT",
                "%dev.parley.queue.poll-interval",
                "PARLEY_QUEUE_POLL_INTERVAL",
                "parley.providers.mistral.api-key",
                "parley.providers.\"with.dots\".api-key",
                "PARLEY_PROVIDERS_MISTRAL_API_KEY",
                "PARLEY_PORT_OFFSET",
                "PARLEY_HOME",
                "PATH",
                "quarkus.http.port"
            })
    void acceptsWhatIsKnownAndWhatIsNotOurs(String name) {
        assertEquals(Optional.empty(), UnknownSettings.refusal(List.of(name), KNOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "parley.prot,parley.port",
        "PARLEY_PROT,PARLEY_PORT",
        "parley.Port,parley.port",
        "%prod.parley.queue.poll-intervall,parley.queue.poll-interval",
        "PARLEY_QUEUE_POLLINTERVAL,PARLEY_QUEUE_POLL_INTERVAL",
        "parley.model.baseurl,parley.model.base-url",
        "parley.providers.a.b.api-key,parley.providers.*.api-key"
    })
    void namesTheUnknownSettingAndTheNearestKnownOne(String name, String nearest) {
        String written = name.replaceFirst("^%[a-z]+\\.", "");

        assertEquals(
                Optional.of(
                        "There is no setting %s; the nearest is %s. The service does not start."
                                .formatted(written, nearest)),
                UnknownSettings.refusal(List.of(name), KNOWN));
    }

    @Test
    void namesAllThatAreUnknown() {
        assertEquals(
                Optional.of(
                        "There is no setting parley.a; the nearest is parley.port."
                                + " There is no setting PARLEY_B; the nearest is PARLEY_PORT."
                                + " The service does not start."),
                UnknownSettings.refusal(List.of("parley.a", "PARLEY_B"), KNOWN));
    }
}
