package dev.parley.platform.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class ExpirySweepTest {

    private static final Expiring INBOX = new Expiring("inbox", Duration.ofHours(2));

    @Inject ExpirySweep sweep;
    @Inject Sql sql;

    @Test
    void deletesWhatHasExpiredOfEveryTenantInBitesAndKeepsTheRest() {
        insert("a", 6_000, "2 hours 1 minute");
        insert("b", 6_000, "3 hours");
        insert("b", 7, "1 hour 59 minutes");

        assertEquals(12_000, sweep.sweep(INBOX));
        assertEquals(0, sweep.sweep(INBOX));
        assertEquals(
                7L,
                TenantScope.callForEveryTenant(() ->
                        sql.find("SELECT count(*) FROM inbox", row -> row.getLong(1))
                                .orElseThrow()));
    }

    @Test
    void takesNoTableThatIsMoreThanAName() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Expiring("inbox; DROP TABLE inbox", Duration.ofHours(1)));
    }

    private void insert(String tenant, int rows, String age) {
        TenantScope.runForEveryTenant(() ->
                sql.update(
                        "INSERT INTO inbox (consumer, event_id, tenant, created_at)"
                                + " SELECT 'test', gen_random_uuid(), ?, now() - ?::interval"
                                + " FROM generate_series(1, ?)",
                        tenant,
                        age,
                        rows));
    }
}
