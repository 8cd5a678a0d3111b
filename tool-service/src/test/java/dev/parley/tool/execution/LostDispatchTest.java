package dev.parley.tool.execution;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.local.layout.ServiceName;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Postgres ends the connection three times when a call is about to leave. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class LostDispatchTest {

    private final ToolDoor door = new ToolDoor();

    /** A sequence goes on although the transaction that it is in is gone. */
    @BeforeEach
    void loseThreeConnections() throws SQLException {
        inPostgres(
                """
                CREATE SEQUENCE lost_connections;
                CREATE FUNCTION lose_connection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                $$
                BEGIN
                    IF nextval('lost_connections') <= 3 THEN
                        RAISE EXCEPTION 'terminating connection' USING ERRCODE = 'admin_shutdown';
                    END IF;
                    RETURN NEW;
                END
                $$;
                CREATE TRIGGER lose_connection BEFORE UPDATE ON execution FOR EACH ROW
                WHEN (NEW.tool = 'unlucky' AND NEW.status = 'DISPATCHED') EXECUTE FUNCTION lose_connection();
                """);
    }

    @AfterEach
    void loseNoMore() throws SQLException {
        inPostgres(
                "DROP TRIGGER lose_connection ON execution; DROP FUNCTION lose_connection; DROP SEQUENCE lost_connections");
    }

    @Test
    void nobodyIsToldOfAFailureBeforeTheCallLeaves() {
        door.sinkTool("unlucky", "unsafe", "", "");
        String call = ToolDoor.callId();

        door.toEnd("unlucky", call, "{'n': 1}")
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"));

        assertEquals(1, SinkSuite.sink().effects(call));
    }

    private static void inPostgres(String statements) throws SQLException {
        try (Connection connection =
                        LocalSuite.current()
                                .infrastructure()
                                .connectAsSuperuser(ServiceName.TOOL.database());
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
