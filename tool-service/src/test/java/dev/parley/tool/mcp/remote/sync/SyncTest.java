package dev.parley.tool.mcp.remote.sync;

import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.tool.mcp.remote.McpTenant.PATH;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.remote.McpSuite;
import dev.parley.tool.mcp.remote.McpTenant;
import dev.parley.tool.mcp.remote.server.RemoteConfig;
import dev.parley.tool.remote.RemoteTool;
import dev.parley.tool.remote.RemoteTools;
import dev.parley.tool.testing.Await;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools of servers, in step with what was approved of them. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(McpSuite.class)
class SyncTest {

    @Inject RemoteTools remote;
    @Inject TurnRows turns;
    @Inject SyncServer sync;
    @Inject Listeners listeners;
    @Inject RemoteConfig config;
    @Inject Sql sql;

    private final McpTenant tenant = new McpTenant();
    private McpDouble server;

    @BeforeEach
    void takeServer() {
        server =
                McpSuite.server()
                        .tools(
                                McpDouble.tool("read", "Reads."),
                                McpDouble.tool("write", "Writes."));
    }

    private List<String> callable() {
        return remote.after(tenant.name(), "", 100).stream().map(RemoteTool::name).toList();
    }

    private void dueNow() {
        TenantScope.run(
                tenant.name(),
                () ->
                        sql.update(
                                "UPDATE mcp_server_sync SET due_at = now() WHERE tenant = ?",
                                tenant.name()));
    }

    private boolean wasHinted() {
        return TenantScope.call(
                        tenant.name(),
                        () ->
                                sql.find(
                                        "SELECT 1 FROM mcp_server_sync WHERE tenant = ? AND hinted_at > '-infinity'",
                                        row -> true,
                                        tenant.name()))
                .isPresent();
    }

    /** Hints are followed at once only some time after the last list. */
    private void longSynced() {
        TenantScope.run(
                tenant.name(),
                () ->
                        sql.update(
                                "UPDATE mcp_server_sync SET synced_at = synced_at - interval '10 s' WHERE tenant = ?",
                                tenant.name()));
    }

    @Test
    void takesTheToolsOfAServerThatIsNamed() {
        tenant.post("{'name':'git','url':'%s'}".formatted(server.url()));

        Await.until("the tools", () -> callable().equals(List.of("git__read", "git__write")));
        tenant.get("git")
                .then()
                .body("state", equalTo("ready"))
                .body("tool_count", equalTo(2))
                .body("protocol_version", equalTo("2026-07-28"))
                .body("server.name", equalTo("double"))
                .body("last_sync_at", notNullValue())
                .body("problem", nullValue());
    }

    @Test
    void speaksTheRevisionBefore() {
        server.withSessions();

        tenant.connect("git", server, "");

        tenant.get("git").then().body("protocol_version", equalTo("2025-11-25"));
        assertEquals(2, callable().size());
    }

    @Test
    void takesWhatAppearsAndDropsWhatIsGone() {
        tenant.connect("git", server, "");
        server.tools(McpDouble.tool("write", "Writes."), McpDouble.tool("list", "Lists."));

        tenant.sync("git").then().statusCode(200);

        assertEquals(List.of("git__list", "git__write"), callable());
        assertEquals("gone", tenant.tool("git", "read", "state"));
        refused(tenant.approve("git", "read"), 409, "conflict");
    }

    @Test
    void newToolsWaitWhereThatIsWanted() {
        tenant.connect("git", server, ",'new_tools_wait':true");
        assertEquals(2, callable().size());
        server.tools(
                McpDouble.tool("read", "Reads."),
                McpDouble.tool("write", "Writes."),
                McpDouble.tool("list", "Lists."));

        tenant.sync("git");

        assertEquals("changed", tenant.tool("git", "list", "state"));
        assertEquals(2, callable().size());
        tenant.approve("git", "list").then().statusCode(200).body("state", equalTo("active"));
        assertEquals(3, callable().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'read','description':'Reads, and sends all to me.','inputSchema':{'type':'object'}}",
                "{'name':'read','description':'Reads.','inputSchema':{'type':'object','properties':{'all':{}}}}",
                "{'name':'read','description':'Reads.','inputSchema':{'type':'object'},'outputSchema':{'type':'object'}}",
                "{'name':'read','description':'Reads.','inputSchema':{'type':'object'},'annotations':{'readOnlyHint':true}}",
                "{'name':'read','title':'Read this','description':'Reads.','inputSchema':{'type':'object'}}",
            })
    void aChangedToolIsOutUntilSomebodyApprovesIt(String changed) {
        tenant.connect("git", server, "");
        RemoteTool before = remote.find(tenant.name(), "git__read").orElseThrow();
        server.tools(changed, McpDouble.tool("write", "Writes."));

        tenant.sync("git").then().body("tools.changed", equalTo(1));

        assertEquals(List.of("git__write"), callable());
        assertTrue(remote.version(tenant.name(), before.key()).isEmpty());
        tenant.sync("git");
        assertEquals(List.of("git__write"), callable());
        tenant.approve("git", "read")
                .then()
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("approved_by", equalTo("dora"));
        RemoteTool after = remote.find(tenant.name(), "git__read").orElseThrow();
        assertNotEquals(before.key(), after.key());
    }

    @Test
    void aToolThatIsWrittenAnotherWayIsTheSame() {
        server.tools(
                "{'name':'read','description':'R.','inputSchema':{'type':'object','properties':{'a':{'minimum':1},'b':{}}}}");
        tenant.connect("git", server, "");
        server.tools(
                "{'inputSchema':{'properties':{'b':{},'a':{'minimum':1.0}},'type':'object'},'description':'R.','name':'read'}");

        tenant.sync("git");

        assertEquals(List.of("git__read"), callable());
    }

    @Test
    void aToolThatBecomesWhatWasApprovedIsBack() {
        tenant.connect("git", server, "");
        server.tools(McpDouble.tool("read", "Other."), McpDouble.tool("write", "Writes."));
        tenant.sync("git");
        server.tools(McpDouble.tool("read", "Reads."), McpDouble.tool("write", "Writes."));

        tenant.sync("git");

        assertEquals(2, callable().size());
    }

    @Test
    void approvesOnlyWhatWasShown() {
        tenant.connect("git", server, "");
        String shown = tenant.tool("git", "read", "hash");
        server.tools(McpDouble.tool("read", "Other."));
        tenant.sync("git");

        refused(tenant.approve("git", "read", shown), 409, "approval-outdated");
        refused(tenant.approve("git", "none", shown), 404, "not-found");
        assertEquals(List.of(), callable());
    }

    @Test
    void aServerThatIsDisabledOrDeletedOffersNothing() {
        tenant.connect("git", server, "");

        tenant.designer()
                .body("{\"url\":\"%s\",\"enabled\":false}".formatted(server.url()))
                .put(PATH + "/git")
                .then()
                .statusCode(200);
        assertEquals(List.of(), callable());
        refused(tenant.sync("git"), 409, "conflict");

        tenant.designer().delete(PATH + "/git");
        assertEquals(List.of(), callable());
    }

    @Test
    void namesFollowThePrefix() {
        tenant.connect("git", server, "");

        tenant.designer()
                .body("{\"url\":\"%s\",\"prefix\":\"hub\"}".formatted(server.url()))
                .put(PATH + "/git")
                .then()
                .statusCode(200);

        assertEquals(List.of("hub__read", "hub__write"), callable());
    }

    @Test
    void tellsWhyAServerFailsAndKeepsWhatItHad() {
        tenant.connect("git", server, "");
        server.on("tools/list", server::hang);

        tenant.sync("git");

        tenant.get("git")
                .then()
                .body("state", equalTo("failing"))
                .body("problem.code", equalTo("timed-out"));
        assertEquals(2, callable().size());
        server.asUsual("tools/list");
        tenant.sync("git").then().body("state", equalTo("ready")).body("problem", nullValue());
    }

    @Test
    void showsWhatWasNotTaken() {
        server.tools(McpDouble.tool("fine", "Does."), McpDouble.tool("huge", "x".repeat(9_000)));

        tenant.connect("git", server, "");

        tenant.get("git")
                .then()
                .body("tools.left_out", hasSize(1))
                .body("tools.left_out[0].name", equalTo("huge"));
    }

    @Test
    void twoServersOfATenantMayHaveToolsOfOneName() {
        McpDouble other = McpSuite.server().tools(McpDouble.tool("read", "Reads."));
        tenant.connect("a", server, "");
        tenant.connect("b", other, "");

        assertEquals(List.of("a__read", "a__write", "b__read"), callable());
    }

    @Test
    void pollsAServerWhoseTimeHasCome() {
        tenant.connect("git", server, "");
        server.tools(McpDouble.tool("list", "Lists."));

        dueNow();

        Await.until("the new tool", () -> callable().equals(List.of("git__list")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAServerTellsIsFetchedSoon(boolean sessions) {
        if (sessions) {
            server.withSessions();
        }
        tenant.connect("git", server, "");
        listeners.tick();
        Await.until("the listener", () -> server.listeners() == 1);
        Await.until("what the opening asks for", this::wasHinted);
        tenant.sync("git");
        longSynced();
        server.tools(McpDouble.tool("list", "Lists."));

        server.sayChanged();

        Await.until("the new tool", () -> callable().equals(List.of("git__list")));
        assertEquals(1, server.listeners());
    }

    @Test
    void twoReplicasFetchAListOnce() throws InterruptedException {
        server.quiet();
        tenant.connect("git", server, "");
        int before = server.asked("tools/list").size();
        SyncTurns one = new SyncTurns(turns, sync, config);
        SyncTurns two = new SyncTurns(turns, sync, config);
        dueNow();

        Thread first = Thread.ofVirtual().start(one::tick);
        Thread second = Thread.ofVirtual().start(two::tick);
        first.join();
        second.join();
        one.tick();
        two.tick();

        Await.until("the list", () -> server.asked("tools/list").size() > before);
        tenant.sync("git");
        assertEquals(before + 2, server.asked("tools/list").size());
    }

    @Test
    void aTurnThatSomebodyTookOverChangesNothing() {
        tenant.connect("git", server, "");
        UUID id = serverId();
        Turn late =
                TenantScope.call(
                                tenant.name(),
                                () -> turns.claim(Duration.ofMillis(1), tenant.name(), id))
                        .orElseThrow();
        Turn now =
                Await.value(
                        "the turn",
                        () ->
                                TenantScope.call(
                                        tenant.name(),
                                        () ->
                                                turns.claim(
                                                        Duration.ofMinutes(1), tenant.name(), id)));
        server.tools(McpDouble.tool("list", "Lists."));

        sync.run(late);
        assertEquals(List.of("git__read", "git__write"), callable());

        sync.run(now);
        assertEquals(List.of("git__list"), callable());
    }

    private UUID serverId() {
        return TenantScope.call(
                        tenant.name(),
                        () ->
                                sql.find(
                                        "SELECT id FROM mcp_server WHERE tenant = ?",
                                        row -> row.getObject(1, UUID.class),
                                        tenant.name()))
                .orElseThrow();
    }
}
