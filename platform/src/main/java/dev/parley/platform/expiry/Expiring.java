package dev.parley.platform.expiry;

import java.time.Duration;

/**
 * A table whose rows are worthless after a while. A feature that has one produces a bean of this
 * type; {@link ExpirySweep} does the rest.
 *
 * @param table with a column {@code created_at}
 * @param age after which a row is deleted, within a minute or so
 */
public record Expiring(String table, Duration age) {

    public Expiring {
        if (!table.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not the name of a table: " + table);
        }
    }
}
