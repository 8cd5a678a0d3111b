package dev.parley.platform.testing;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Requests to the service under test, by whom, and what every refusal has in common. */
public final class Callers {

    private Callers() {}

    /** A JSON request with a user's token. */
    public static RequestSpecification as(String user, String tenant, String... roles) {
        return RestAssured.given()
                .auth()
                .oauth2(LocalSuite.token(user, tenant, roles))
                .contentType(ContentType.JSON);
    }

    /** A refusal is a problem with this status and code. */
    public static ValidatableResponse refused(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status));
    }

    /** A refusal that names the permission which the token lacks. */
    public static void lacks(String permission, Response answer) {
        refused(answer, 403, "permission-denied").body("detail", containsString(permission));
    }

    /** A cursor with one character changed. */
    public static String tampered(String cursor) {
        char changed = cursor.charAt(3) == 'A' ? 'B' : 'A';
        return cursor.substring(0, 3) + changed + cursor.substring(4);
    }
}
