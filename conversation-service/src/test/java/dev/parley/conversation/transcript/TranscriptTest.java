package dev.parley.conversation.transcript;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class TranscriptTest {

    private static final String PATH = "/v1/conversations";
    private static final String HEAD =
            "{\"type\":\"conversation\",\"format\":1,\"agent\":\"assistant\",\"title\":\"T\",\"active_branch\":1}";
    private static final String BRANCH =
            "{\"type\":\"branch\",\"branch\":1,\"shared\":[{\"branch\":0,\"end\":2}]}";

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void whatIsTakenOutGoesInAgainUnchanged() {
        String first = begin(HEAD, BRANCH, message(1, 0), message(2, 0), message(3, 1), end(3));
        List<String> lines = export(first, "");
        String second = begin(lines.toArray(String[]::new));

        assertEquals(withoutIds(lines), withoutIds(export(second, "")));
        as("ada", tenant, "user")
                .get(PATH + "/" + second)
                .then()
                .body("status", equalTo("active"))
                .body("active_branch", equalTo(1))
                .body("message_count", equalTo(3));
        assertEquals(
                List.of("say 1", "say 2", "say 3"),
                as("ada", tenant, "user")
                        .get(PATH + "/" + second + "/messages?order=asc")
                        .path("data.content"));
    }

    @Test
    void anExportGoesOnBehindAMessage() {
        String id = begin(HEAD, BRANCH, message(1, 0), message(2, 0), message(3, 1), end(3));
        List<String> rest = export(id, "?after=2");
        assertEquals(2, rest.size());
        assertEquals(export(id, "").subList(4, 6), rest);
    }

    @Test
    void anImportIsResumedAndARepeatedPieceChangesNothing() {
        String id = begin(HEAD, BRANCH, message(1, 0));
        goOn(id, message(1, 0), message(2, 0))
                .then()
                .statusCode(200)
                .body("imported", equalTo(2))
                .body("complete", equalTo(false));
        refused(
                as("ada", tenant, "user")
                        .body("{\"content\":\"too early\"}")
                        .post(PATH + "/" + id + "/messages"),
                409,
                "import-incomplete");
        goOn(id, message(1, 0), message(2, 0)).then().body("imported", equalTo(2));
        refused(
                as("ada", tenant, "user").body("{\"status\":\"active\"}").patch(PATH + "/" + id),
                409,
                "import-incomplete");
        goOn(id, message(3, 1), end(3)).then().body("complete", equalTo(true));
        refused(goOn(id, message(4, 1)), 409, "not-importing");
        as("ada", tenant, "user")
                .body("{\"content\":\"and now?\"}")
                .post(PATH + "/" + id + "/messages")
                .then()
                .statusCode(202)
                .body("message.seq", equalTo(4))
                .body("message.branch", equalTo(1));
    }

    @Test
    void aBeginningThatIsSentAgainWithItsKeyBeginsOneImport() {
        String key = UUID.randomUUID().toString();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.add(
                    as("ada", tenant, "user")
                            .header("Idempotency-Key", key)
                            .contentType("application/jsonl")
                            .body((HEAD + "\n").getBytes(StandardCharsets.UTF_8))
                            .post(PATH + "/import")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id"));
        }
        assertEquals(ids.getFirst(), ids.getLast());
    }

    @Test
    void aPieceThatDoesNotFitIsRefusedWholeAndSaysWhere() {
        String id = begin(HEAD, BRANCH, message(1, 0));
        refused(goOn(id, message(2, 0), message(4, 0)), 422, "invalid-transcript");
        goOn(id, message(2, 0)).then().body("imported", equalTo(2));
        goOn(id, message(3, 7)).then().statusCode(422).body("detail", containsString("message 3"));
        goOn(id, message(3, 0), "{\"type\":\"message\"")
                .then()
                .statusCode(422)
                .body("detail", containsString("line 2"));
        goOn(id, end(9)).then().statusCode(422).body("detail", containsString("the end"));
        refused(post(PATH + "/import", message(1, 0)), 422, "invalid-transcript");
        refused(
                post(PATH + "/import", HEAD.replace("\"T\"", "\"a\\u0000b\"")),
                422,
                "invalid-transcript");
    }

    @Test
    void othersSeeAndChangeNothing() {
        String id = begin(HEAD, BRANCH, message(1, 0), end(1));
        refused(as("bob", tenant, "user").get(PATH + "/" + id + "/export"), 404, "not-found");
        refused(
                as("bob", tenant, "user")
                        .contentType("application/jsonl")
                        .body(message(2, 0).getBytes(StandardCharsets.UTF_8))
                        .post(PATH + "/" + id + "/import"),
                404,
                "not-found");
    }

    private String begin(String... lines) {
        return post(PATH + "/import", lines).then().statusCode(201).extract().path("id");
    }

    private Response goOn(String id, String... lines) {
        return post(PATH + "/" + id + "/import", lines);
    }

    private Response post(String path, String... lines) {
        return as("ada", tenant, "user")
                .contentType("application/jsonl")
                .body((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    private List<String> export(String id, String query) {
        String body =
                as("ada", tenant, "user")
                        .get(PATH + "/" + id + "/export" + query)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        return new ArrayList<>(Arrays.asList(body.split("\n")));
    }

    private static List<String> withoutIds(List<String> lines) {
        return lines.stream()
                .map(line ->
                        line.replaceAll("\"(conv|run)_[0-9a-f]{32}\"", "\"id\"")
                                .replaceFirst(
                                        "(\"active_branch\":1),\"created_at\":\"[^\"]*\"", "$1"))
                .toList();
    }

    private static String message(int seq, int branch) {
        return """
        {"type":"message","seq":%1$d,"branch":%2$d,"role":"user","content":"say %1$d","run":"r%1$d",\
        "created_at":"2026-01-02T03:04:05.123456Z"}\
        """
                .formatted(seq, branch);
    }

    private static String end(int messages) {
        return "{\"type\":\"end\",\"messages\":" + messages + "}";
    }
}
