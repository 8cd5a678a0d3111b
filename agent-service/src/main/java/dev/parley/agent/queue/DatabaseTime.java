package dev.parley.agent.queue;

import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The clock of the database, by which all times of the queue go: the clocks of the processes differ
 * among themselves.
 */
@ApplicationScoped
public class DatabaseTime {

    private final Sql sql;

    @Inject
    DatabaseTime(Sql sql) {
        this.sql = sql;
    }

    /** The time at which the present transaction began. */
    public Instant now() {
        return sql.find("SELECT now()", row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .orElseThrow();
    }
}
