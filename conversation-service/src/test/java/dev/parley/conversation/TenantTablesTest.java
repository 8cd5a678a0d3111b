package dev.parley.conversation;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TenantTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class TenantTablesTest extends TenantTables {

    @Override
    protected Set<String> searchedByOwner() {
        return Set.of("conversation", "message");
    }
}
