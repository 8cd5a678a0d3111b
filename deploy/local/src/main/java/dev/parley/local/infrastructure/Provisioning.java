package dev.parley.local.infrastructure;

import dev.parley.local.layout.Secrets;
import dev.parley.local.layout.ServiceName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each service its database and its two roles, and takes from everybody else the right to
 * connect. Every statement may be repeated, so it runs at each start and also mends what was
 * changed by hand.
 */
final class Provisioning {

    private static final List<String> EXTENSIONS =
            List.of("btree_gin", "pg_trgm", "pg_stat_statements");

    private final Secrets secrets;

    Provisioning(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Opens a connection as superuser to a database. */
    interface Superuser {
        Connection open(String database) throws SQLException;
    }

    void apply(Superuser superuser) throws SQLException {
        try (Connection server = superuser.open(Postgres.SUPERUSER);
                Statement statement = server.createStatement()) {
            for (ServiceName service : ServiceName.values()) {
                execute(statement, roles(service));
                if (!exists(statement, service.database())) {
                    statement.execute(createDatabase(service));
                }
                execute(statement, connectRights(service));
            }
        }
        for (ServiceName service : ServiceName.values()) {
            try (Connection database = superuser.open(service.database());
                    Statement statement = database.createStatement()) {
                execute(statement, schemaRights(service));
            }
        }
    }

    List<String> roles(ServiceName service) {
        List<String> sql = new ArrayList<>();
        sql.addAll(role(service.ownerRole(), secrets.ownerPassword(service)));
        sql.addAll(role(service.appRole(), secrets.appPassword(service)));
        if (service == ServiceName.MONITORING) {
            // The database doctor reads the statistics of all databases, never their rows.
            sql.add("GRANT pg_monitor TO " + service.appRole());
        }
        return sql;
    }

    static String createDatabase(ServiceName service) {
        return "CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8'"
                .formatted(service.database(), service.ownerRole());
    }

    static List<String> connectRights(ServiceName service) {
        return List.of(
                "ALTER DATABASE %s OWNER TO %s".formatted(service.database(), service.ownerRole()),
                "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(service.database()),
                "GRANT CONNECT ON DATABASE %s TO %s"
                        .formatted(service.database(), service.appRole()));
    }

    static List<String> schemaRights(ServiceName service) {
        String owner = service.ownerRole();
        String app = service.appRole();
        List<String> sql = new ArrayList<>();
        sql.add("ALTER SCHEMA public OWNER TO " + owner);
        sql.add("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        sql.add("GRANT USAGE ON SCHEMA public TO " + app);
        sql.add(
                ("ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public"
                                + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s")
                        .formatted(owner, app));
        sql.add(
                ("ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public"
                                + " GRANT USAGE ON SEQUENCES TO %s")
                        .formatted(owner, app));
        EXTENSIONS.forEach(
                name -> sql.add("CREATE EXTENSION IF NOT EXISTS %s SCHEMA public".formatted(name)));
        return sql;
    }

    private static List<String> role(String name, String password) {
        return List.of(
                ("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s')"
                                + " THEN CREATE ROLE %s; END IF; END $$")
                        .formatted(name, name),
                ("ALTER ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                                + " PASSWORD '%s'")
                        .formatted(name, password));
    }

    private static boolean exists(Statement statement, String database) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
            return rows.next();
        }
    }

    private static void execute(Statement statement, List<String> sql) throws SQLException {
        for (String one : sql) {
            statement.execute(one);
        }
    }
}
