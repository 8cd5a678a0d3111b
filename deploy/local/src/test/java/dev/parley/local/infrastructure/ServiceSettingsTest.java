package dev.parley.local.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import dev.parley.local.layout.ServiceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

    @TempDir Path folder;
    private Secrets secrets;
    private ServiceSettings settings;

    @BeforeEach
    void open() {
        secrets = Secrets.open(new DataFolder(folder).open());
        settings = new ServiceSettings(Ports.atOffset(100), secrets);
    }

    @Test
    void connectAServiceWithThisSuiteOnly() {
        Map<String, String> agent = settings.of(ServiceName.AGENT);

        assertEquals("8182", agent.get("PARLEY_PORT"));
        assertEquals("agent-service-1", agent.get("PARLEY_INSTANCE"));
        assertEquals("jdbc:postgresql://127.0.0.1:8187/agent", agent.get("PARLEY_POSTGRES_URL"));
        assertEquals("agent_app", agent.get("PARLEY_POSTGRES_USERNAME"));
        assertEquals("agent_owner", agent.get("PARLEY_POSTGRES_OWNER"));
        assertEquals("redis://127.0.0.1:8188", agent.get("PARLEY_REDIS_URL"));
        assertEquals("127.0.0.1:8189", agent.get("PARLEY_KAFKA_BOOTSTRAP_SERVERS"));
        assertEquals("http://127.0.0.1:8185", agent.get("PARLEY_ISSUER_URL"));
        assertEquals("http://127.0.0.1:8183", agent.get("PARLEY_PEERS_TOOL"));
        assertEquals("http://127.0.0.1:8186/v1", agent.get("PARLEY_MODEL_BASE_URL"));
    }

    @Test
    void onlyTheAgentServiceTalksToAModel() {
        for (ServiceName service :
                List.of(ServiceName.CONVERSATION, ServiceName.TOOL, ServiceName.MONITORING)) {
            assertFalse(settings.of(service).keySet().stream().anyMatch(k -> k.contains("MODEL")));
        }
    }

    @Test
    void everySecretIsAnothersSecretNowhere() {
        long different =
                java.util.Arrays.stream(ServiceName.values())
                        .map(settings::of)
                        .flatMap(map ->
                                java.util.stream.Stream.of(
                                        map.get("PARLEY_POSTGRES_PASSWORD"),
                                        map.get("PARLEY_POSTGRES_OWNER_PASSWORD"),
                                        map.get("PARLEY_CLIENT_SECRET")))
                        .distinct()
                        .count();

        assertEquals(12, different);
    }

    @Test
    void aRunningServiceIsNobodyInItsDatabase() {
        String roles = String.join("\n", new Provisioning(secrets).roles(ServiceName.TOOL));

        assertTrue(roles.contains("ALTER ROLE tool_app LOGIN NOSUPERUSER"), roles);
        assertTrue(roles.contains("NOBYPASSRLS"), roles);
        assertEquals(
                List.of("REVOKE ALL ON DATABASE tool FROM PUBLIC"),
                Provisioning.connectRights(ServiceName.TOOL).stream()
                        .filter(sql -> sql.startsWith("REVOKE"))
                        .toList());
    }
}
