package dev.parley.local.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalInfrastructureTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Path folder;
    private LocalInfrastructure infrastructure;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        infrastructure = LocalInfrastructure.start(folder, Ports.free());
    }

    @AfterAll
    void stopsLeavingNoProcessBehind() {
        List<ProcessHandle> running =
                infrastructure.all().stream()
                        .flatMap(daemon -> daemon.pid().stream())
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .flatMap(process ->
                                java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(process), process.descendants()))
                        .toList();

        infrastructure.close();

        assertTrue(running.size() >= 3);
        assertEquals(List.of(), running.stream().filter(ProcessHandle::isAlive).toList());
    }

    @Test
    void everythingAnswers() {
        assertTrue(infrastructure.all().stream().allMatch(Daemon::answers));
    }

    @Test
    void provisioningTwiceChangesNothing() throws SQLException {
        new Provisioning(infrastructure.secrets()).apply(infrastructure::connectAsSuperuser);

        try (Connection connection = connectAsApp(ServiceName.TOOL)) {
            assertTrue(connection.isValid(1));
        }
    }

    @Test
    void aServiceReadsAndWritesTheTablesThatItsOwnerMade() throws SQLException {
        asOwner(ServiceName.AGENT, "CREATE TABLE note (id bigserial, text text)");

        try (Connection connection = connectAsApp(ServiceName.AGENT);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO note (text) VALUES ('a')");
            statement.execute("UPDATE note SET text = 'b'");
            try (ResultSet rows = statement.executeQuery("SELECT text FROM note")) {
                assertTrue(rows.next());
                assertEquals("b", rows.getString(1));
            }
        }
    }

    @Test
    void aServiceCannotCreateATable() throws SQLException {
        try (Connection connection = connectAsApp(ServiceName.CONVERSATION);
                Statement statement = connection.createStatement()) {
            SQLException refused =
                    assertThrows(
                            SQLException.class,
                            () -> statement.execute("CREATE TABLE smuggled (id int)"));
            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @Test
    void aServiceCannotConnectToTheDatabaseOfAnother() {
        Map<String, String> agent = infrastructure.settingsFor(ServiceName.AGENT);
        String toolDatabase =
                infrastructure.settingsFor(ServiceName.TOOL).get("PARLEY_POSTGRES_URL");

        for (String role : List.of("USERNAME", "OWNER")) {
            String password = role.equals("OWNER") ? "OWNER_PASSWORD" : "PASSWORD";
            SQLException refused =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    connect(
                                            toolDatabase,
                                            agent.get("PARLEY_POSTGRES_" + role),
                                            agent.get("PARLEY_POSTGRES_" + password)));
            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        Map<String, String> agent = infrastructure.settingsFor(ServiceName.AGENT);

        assertThrows(
                SQLException.class,
                () -> connect(agent.get("PARLEY_POSTGRES_URL"), "agent_app", "wrong"));
    }

    @Test
    void dataSurvivesACrashOfPostgres() throws Exception {
        asOwner(ServiceName.MONITORING, "CREATE TABLE kept AS SELECT 7 AS number");

        infrastructure.postgres().kill();
        assertFalse(infrastructure.postgres().isRunning());
        infrastructure.postgres().start();

        try (Connection connection = connectAsApp(ServiceName.MONITORING);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number FROM kept")) {
            assertTrue(rows.next());
            assertEquals(7, rows.getInt(1));
        }
    }

    @Test
    void redisStartsAgainAfterAKill() throws Exception {
        infrastructure.redis().kill();
        assertFalse(infrastructure.redis().answers());

        infrastructure.redis().start();

        assertTrue(infrastructure.redis().answers());
    }

    @Test
    void kafkaStopsAndStartsAgain() throws Exception {
        infrastructure.kafka().stop();
        assertFalse(infrastructure.kafka().answers());

        infrastructure.kafka().start();

        assertTrue(infrastructure.kafka().answers());
    }

    @Test
    void aSuccessorTakesOverWhatACrashedLauncherLeft() throws Exception {
        Daemon orphaned = infrastructure.redis();
        long before = orphaned.pid().orElseThrow();
        LocalInfrastructure successor =
                LocalInfrastructure.open(new DataFolder(folder), infrastructure.ports());

        assertEquals(before, successor.redis().pid().orElseThrow());
        successor.redis().start();

        assertFalse(orphaned.isRunning());
        assertTrue(successor.redis().answers());
        successor.redis().stop();
        orphaned.start();
    }

    private void asOwner(ServiceName service, String sql) throws SQLException {
        Map<String, String> settings = infrastructure.settingsFor(service);
        try (Connection connection =
                        connect(
                                settings.get("PARLEY_POSTGRES_URL"),
                                settings.get("PARLEY_POSTGRES_OWNER"),
                                settings.get("PARLEY_POSTGRES_OWNER_PASSWORD"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connectAsApp(ServiceName service) throws SQLException {
        Map<String, String> settings = infrastructure.settingsFor(service);
        return connect(
                settings.get("PARLEY_POSTGRES_URL"),
                settings.get("PARLEY_POSTGRES_USERNAME"),
                settings.get("PARLEY_POSTGRES_PASSWORD"));
    }

    private static Connection connect(String url, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
