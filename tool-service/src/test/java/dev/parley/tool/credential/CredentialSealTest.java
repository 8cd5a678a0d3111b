package dev.parley.tool.credential;

import static dev.parley.platform.testing.Callers.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.database.Sql;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.ToolError;
import dev.parley.tool.credential.sealing.Keys;
import dev.parley.tool.credential.sealing.SecretText;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to rows: swapped, sealed anew, and of keys that are away. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CredentialSealTest {

    private static final String OLD = Keys.entry("old", 1);
    private static final String NEW = Keys.entry("new", 2);

    @Inject CredentialRepository repository;
    @Inject CredentialShape shape;
    @Inject Credentials credentials;
    @Inject Cursors cursors;
    @Inject Event<CredentialChanged> changed;
    @Inject Sql sql;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String mine = "t-" + UUID.randomUUID();
    private final String theirs = "t-" + UUID.randomUUID();

    @AfterEach
    void forget() {
        TenantScope.callForEveryTenant(() -> sql.update("DELETE FROM credential"));
    }

    /** Somebody who can write to the database, but has no key. */
    @ParameterizedTest
    @ValueSource(strings = {"sealed", "wrapped_key", "wrapped_key, sealed", "details", "kind"})
    void opensNoRowThatHoldsWhatBelongsToAnother(String columns) {
        create(mine, "one", "'kind':'header','header':'X-Mine','value':'mine'");
        create(mine, "two", "'kind':'query','parameter':'p','value':'other'");
        assertInstanceOf(Opened.Found.class, credentials.open(mine, "one"));

        copy(columns, mine, "two", mine, "one");

        assertEquals(new Opened.Locked("local"), credentials.open(mine, "one"));
    }

    @Test
    void opensNoRowOfAnotherTenant() {
        create(mine, "one", "'kind':'bearer','token':'mine'");
        create(theirs, "one", "'kind':'bearer','token':'theirs'");
        copy("wrapped_key, sealed, details, kind, key_id", theirs, "one", mine, "one");

        assertEquals(new Opened.Locked("local"), credentials.open(mine, "one"));

        TenantScope.callForEveryTenant(() ->
                sql.update(
                        "UPDATE credential SET tenant = ?, name = 'moved' WHERE tenant = ?",
                        mine,
                        theirs));
        assertEquals(new Opened.Locked("local"), credentials.open(mine, "moved"));
    }

    @Test
    void opensNoFieldAsAnother() {
        create(mine, "one", "'kind':'basic','username':'a','password':'b'");
        TenantScope.callForEveryTenant(() ->
                sql.update(
                        """
                        UPDATE credential SET sealed = jsonb_build_object('username', sealed::jsonb -> 'password',
                            'password', sealed::jsonb -> 'username')::text WHERE tenant = ?
                        """,
                        mine));

        assertEquals(new Opened.Locked("local"), credentials.open(mine, "one"));
    }

    @Test
    void changesKeysWithoutAMomentInWhichSomethingDoesNotOpen() {
        Credentials before = with(OLD);
        for (int i = 0; i < 250; i++) {
            store(before, i % 2 == 0 ? mine : theirs, "c" + i);
        }
        Credentials both = with(NEW, OLD);
        assertOpens(both);

        rewrap(NEW, OLD).run();

        assertEquals(Map.of("new", 250L), byKey());
        assertEquals(0, meters.get("parley.credentials.outdated").gauge().value());
        assertOpens(both);
        assertOpens(with(NEW));
        assertEquals(new Opened.Locked("new"), before.open(mine, "c0"));
        assertEquals(1, TenantScope.call(mine, () -> both.get(mine, "c0")).version());
    }

    @Test
    void wrapsAnewSideBySideWithAReplica() throws Exception {
        Credentials before = with(OLD);
        for (int i = 0; i < 250; i++) {
            store(before, mine, "c" + i);
        }
        Thread replica = Thread.ofVirtual().start(rewrap(NEW, OLD)::run);
        rewrap(NEW, OLD).run();
        replica.join();
        rewrap(NEW, OLD).run();

        assertEquals(Map.of("new", 250L), byKey());
        assertInstanceOf(Opened.Found.class, with(NEW).open(mine, "c249"));
    }

    @Test
    void leavesBehindWhatDoesNotOpenAndCountsIt() {
        store(with(OLD), mine, "one");
        store(with(Keys.entry("old", 9)), mine, "two");
        store(with(Keys.entry("gone", 3)), mine, "three");

        rewrap(NEW, OLD).run();

        assertEquals(Map.of("new", 1L, "old", 1L, "gone", 1L), byKey());
        assertEquals(2, meters.get("parley.credentials.outdated").gauge().value());
        assertInstanceOf(Opened.Found.class, with(NEW, OLD).open(mine, "one"));
        assertEquals(new Opened.Locked("old"), with(NEW, OLD).open(mine, "two"));
        assertEquals(new Opened.Locked("gone"), with(NEW, OLD).open(mine, "three"));
    }

    @Test
    void endsTheStartWithAKeyThatIsAnotherOfTheSameName() {
        store(with(OLD), mine, "one");

        checkKeys(OLD).start(new StartupEvent());
        checkKeys(NEW).start(new StartupEvent());
        checkKeys().start(new StartupEvent());
        ConfigurationException refusal =
                assertThrows(
                        ConfigurationException.class,
                        () -> checkKeys(Keys.entry("old", 9)).start(new StartupEvent()));
        assertEquals(
                "The key old of parley.credentials.keys is not the one that credentials are sealed with under this id. The service does not start.",
                refusal.getMessage());
    }

    @Test
    void saysWhichSettingIsMissingWithoutKeys() {
        ProblemException refusal = assertThrows(ProblemException.class, () -> with().requireKeys());

        assertEquals(ToolError.NO_CREDENTIAL_KEYS, refusal.code());
        assertEquals(
                "This installation has no key to seal secrets with; ask the operator to set parley.credentials.keys.",
                refusal.getMessage());
        store(with(OLD), mine, "one");
        assertEquals(new Opened.Locked("old"), with().open(mine, "one"));
        rewrap().run();
        assertEquals(1, meters.get("parley.credentials.outdated").gauge().value());
    }

    private Credentials with(String... keys) {
        return new Credentials(
                repository, shape, Keys.envelope(keys), Keys.ring(keys), cursors, changed);
    }

    private RewrapKeys rewrap(String... keys) {
        meters.clear();
        return new RewrapKeys(repository, Keys.envelope(keys), Keys.ring(keys), meters);
    }

    private CheckKeys checkKeys(String... keys) {
        return new CheckKeys(repository, Keys.envelope(keys), Keys.ring(keys));
    }

    private static void store(Credentials credentials, String tenant, String name) {
        CredentialRequest wanted =
                new CredentialRequest(
                        null,
                        CredentialKind.BEARER,
                        SecretText.of(name),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        TenantScope.run(tenant, () -> credentials.create(tenant, name, wanted));
    }

    private void assertOpens(Credentials credentials) {
        for (int i = 0; i < 250; i += 7) {
            assertInstanceOf(
                    Opened.Found.class, credentials.open(i % 2 == 0 ? mine : theirs, "c" + i));
        }
    }

    private Map<String, Long> byKey() {
        return TenantScope.callForEveryTenant(repository::countByKey);
    }

    private void copy(String columns, String fromTenant, String from, String toTenant, String to) {
        TenantScope.callForEveryTenant(() ->
                sql.update(
                        "UPDATE credential SET (%1$s) = (SELECT %1$s FROM credential WHERE tenant = ? AND name = ?) WHERE tenant = ? AND name = ?"
                                .formatted(columns),
                        fromTenant,
                        from,
                        toTenant,
                        to));
    }

    private static void create(String tenant, String name, String fields) {
        as("dora", tenant, "designer")
                .body(("{'name':'" + name + "'," + fields + '}').replace('\'', '"'))
                .post("/v1/credentials")
                .then()
                .statusCode(201);
    }
}
