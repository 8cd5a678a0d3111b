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
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalInfrastructureTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final Login APP = new Login("USERNAME", "PASSWORD");
    private static final Login OWNER = new Login("OWNER", "OWNER_PASSWORD");

    /** The settings that a role's name and password stand in. */
    private record Login(String role, String password) {}

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
                        .flatMap(
                                process -> Stream.concat(Stream.of(process), process.descendants()))
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
        String toolDatabase = setting(ServiceName.TOOL, "URL");

        for (Login login : List.of(APP, OWNER)) {
            String role = setting(ServiceName.AGENT, login.role());
            String password = setting(ServiceName.AGENT, login.password());
            SQLException refused =
                    assertThrows(SQLException.class, () -> connect(toolDatabase, role, password));
            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        String database = setting(ServiceName.AGENT, "URL");

        assertThrows(SQLException.class, () -> connect(database, "agent_app", "wrong"));
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
        try (Connection connection = connect(service, OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connectAsApp(ServiceName service) throws SQLException {
        return connect(service, APP);
    }

    private Connection connect(ServiceName service, Login login) throws SQLException {
        return connect(
                setting(service, "URL"),
                setting(service, login.role()),
                setting(service, login.password()));
    }

    private String setting(ServiceName service, String name) {
        return Objects.requireNonNull(
                infrastructure.settingsFor(service).get("PARLEY_POSTGRES_" + name));
    }

    private static Connection connect(String url, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
