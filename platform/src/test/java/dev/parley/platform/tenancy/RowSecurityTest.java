package dev.parley.platform.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.database.Sql;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TenantTables;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class RowSecurityTest extends TenantTables {

    private static final int THREADS = 64;
    private static final int ROUNDS = 60;

    @Inject Sql notes;

    @Test
    void aPoolSwitchingTenantsNeverShowsAnothersRows() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String tenant = "t" + i % 5;
                results.add(threads.submit(() -> writeAndRead(tenant)));
            }
            for (Future<?> result : results) {
                result.get();
            }
        }
    }

    private void writeAndRead(String tenant) {
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 3 == 0) {
                assertThrows(IllegalStateException.class, () -> failMidTransaction(tenant));
            }
            TenantScope.call(
                    tenant,
                    () -> {
                        notes.update("INSERT INTO note (tenant, text) VALUES (?, 'hello')", tenant);
                        List<String> seen =
                                notes.list(
                                        "SELECT DISTINCT tenant FROM note",
                                        row -> row.getString(1));
                        assertEquals(List.of(tenant), seen);
                        return null;
                    });
        }
    }

    private void failMidTransaction(String tenant) {
        TenantScope.call(
                tenant,
                () -> {
                    QuarkusTransaction.requiringNew()
                            .run(() -> {
                                notes.update(
                                        "INSERT INTO note (tenant, text) VALUES (?, 'void')",
                                        tenant);
                                throw new IllegalStateException("rolled back on purpose");
                            });
                    return null;
                });
    }
}
