package dev.parley.conversation.conversation;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class SearchTest {

    private static final String PATH = "/v1/conversations";

    @Inject Sql sql;

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void findsWordsOfMessagesAndPartsOfTitles() {
        String said = create("ada", "Plans");
        say("ada", said, "The Zeppelin lands at noon.");
        String titled = create("ada", "About zeppelins");
        create("ada", "Something else");

        assertEquals(List.of(titled, said), ids("ada", "user", Map.of("q", "zeppelin")));
        assertEquals(List.of(said), ids("ada", "user", Map.of("q", "noon zeppelin")));
        assertEquals(List.of(), ids("ada", "user", Map.of("q", "100%_zeppelin")));
    }

    @Test
    void findsNothingOfOthers() {
        say("ada", create("ada", "x"), "A zeppelin.");
        assertEquals(List.of(), ids("bob", "user", Map.of("q", "zeppelin")));
        assertEquals(1, ids("root", "admin", Map.of("q", "zeppelin")).size());
        assertEquals(
                List.of(),
                as("ada", "t-other", "admin")
                        .queryParam("q", "zeppelin")
                        .get(PATH)
                        .path("data.id"));
    }

    @Test
    void filtersByAgentStatusAndTime() {
        String first = create("ada", "first");
        Instant between = Instant.now();
        String second = create("ada", "second");
        as("ada", tenant, "user").body("{\"status\":\"archived\"}").patch(PATH + "/" + second);

        assertEquals(List.of(second), ids("ada", "user", Map.of("status", "archived")));
        assertEquals(
                List.of(second), ids("ada", "user", Map.of("created_after", between.toString())));
        assertEquals(
                List.of(first), ids("ada", "user", Map.of("created_before", between.toString())));
        assertEquals(List.of(), ids("ada", "user", Map.of("agent", "nobody")));
        refused(list("ada", "user", Map.of("status", "asleep")), 422, "validation-failed");
        refused(list("ada", "user", Map.of("created_after", "soon")), 422, "validation-failed");
    }

    @Test
    void pagesThroughWhatItFinds() {
        for (int i = 0; i < 5; i++) {
            create("ada", "zeppelin " + i);
        }
        Response first = list("ada", "user", Map.of("q", "zeppelin", "limit", "3"));
        String cursor = first.path("next_cursor");
        assertEquals(List.of("zeppelin 4", "zeppelin 3", "zeppelin 2"), first.path("data.title"));
        assertEquals(
                List.of("zeppelin 1", "zeppelin 0"),
                list("ada", "user", Map.of("q", "zeppelin", "limit", "3", "cursor", cursor))
                        .path("data.title"));
        refused(
                list("ada", "user", Map.of("q", "airship", "cursor", cursor)),
                400,
                "invalid-cursor");
    }

    /** 100,000 messages of which three say the word: the search reads the index, not the table. */
    @Test
    void readsTheIndexAndNotTheTable() {
        String id = create("ada", "big");
        UUID conversation = uuid(id);
        TenantScope.call(
                tenant,
                () ->
                        sql.update(
                                """
                                INSERT INTO message (conversation_id, seq, id, tenant, owner_id, run_id, role, author, content,
                                                     metadata, created_at)
                                SELECT ?, 10 + n, gen_random_uuid(), ?, 'ada', gen_random_uuid(), 'user', 'ada',
                                       CASE WHEN n % 40000 = 1 THEN 'a rare quagga' ELSE 'message ' || n END, '{}', now()
                                  FROM generate_series(1, 100000) AS n
                                """,
                                conversation, tenant));
        assertEquals(List.of(id), ids("ada", "user", Map.of("q", "quagga")));
        assertEquals(new Reads(true, 0), readsOf("quagga", "ada"));
        assertEquals(new Reads(true, 0), readsOf("quagga", null));
    }

    /** Whether few messages were read by an index, and how often the table was read as a whole. */
    private record Reads(boolean fewByIndex, long scans) {}

    private Reads readsOf(String query, @Nullable String owner) {
        return TenantScope.call(
                tenant,
                () ->
                        QuarkusTransaction.requiringNew()
                                .call(() -> {
                                    sql.list(
                                            "SELECT search_conversations(?, ?, NULL, NULL, NULL, NULL, NULL, 50)",
                                            row -> true,
                                            query,
                                            owner);
                                    return sql.find(
                                                    "SELECT idx_tup_fetch BETWEEN 1 AND 20, seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'message'",
                                                    row ->
                                                            new Reads(
                                                                    row.getBoolean(1),
                                                                    row.getLong(2)))
                                            .orElseThrow();
                                }));
    }

    private static UUID uuid(String id) {
        String hex = id.substring(id.indexOf('_') + 1);
        return UUID.fromString(
                hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private String create(String user, String title) {
        return as(user, tenant, "user")
                .body(Map.of("agent", "assistant", "title", title))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void say(String user, String conversation, String content) {
        as(user, tenant, "user")
                .body(Map.of("content", content))
                .post(PATH + "/" + conversation + "/messages")
                .then()
                .statusCode(202);
    }

    private List<String> ids(String user, String role, Map<String, String> query) {
        return list(user, role, query).then().statusCode(200).extract().path("data.id");
    }

    private Response list(String user, String role, Map<String, String> query) {
        return as(user, tenant, role).queryParams(query).get(PATH);
    }
}
