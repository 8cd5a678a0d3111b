package dev.parley.tool.credential;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients that sign who they are, as credentials. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class ClientKeyTest {

    @Inject Credentials credentials;

    private final String tenant = "t-" + UUID.randomUUID();

    private Response post(String privateKey) {
        return as("dora", tenant, "designer")
                .body(
                        "{\"name\":\"one\",\"kind\":\"oauth2_key\",\"token_url\":\"https://login.example/token\",\"client_id\":\"me\",\"private_key\":\"%s\"}"
                                .formatted(privateKey))
                .post("/v1/credentials");
    }

    @Test
    void storesAKeyAndShowsItToNobody() throws GeneralSecurityException {
        String key =
                Base64.getEncoder()
                        .encodeToString(
                                KeyPairGenerator.getInstance("Ed25519")
                                        .generateKeyPair()
                                        .getPrivate()
                                        .getEncoded());

        post("-----BEGIN PRIVATE KEY-----\\n" + key + "\\n-----END PRIVATE KEY-----\\n")
                .then()
                .statusCode(201)
                .body("client_id", equalTo("me"))
                .body(not(containsString(key)));

        Opened.Found found = assertInstanceOf(Opened.Found.class, credentials.open(tenant, "one"));
        assertInstanceOf(Secret.OAuth2Key.class, found.secret());
    }

    @Test
    void refusesWhatIsNoKey() {
        post("secret-4715")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/private_key"))
                .body(not(containsString("secret-4715")));
    }
}
