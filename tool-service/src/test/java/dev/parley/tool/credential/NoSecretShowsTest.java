package dev.parley.tool.credential;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.contracts.id.CredentialId;
import dev.parley.tool.credential.sealing.Keys;
import dev.parley.tool.credential.sealing.SealPlace;
import dev.parley.tool.credential.sealing.Sealed;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.EgressRig;
import dev.parley.tool.egress.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** Whatever holds a secret, neither its text form nor its JSON shows it, plain or in base64. */
class NoSecretShowsTest {

    private final ObjectMapper mapper =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build();

    @Property(tries = 50)
    void showsNoSecret(@ForAll @AlphaChars @StringLength(min = 12, max = 40) String canary)
            throws JsonProcessingException {
        SecretText text = SecretText.of(canary);
        Sealed sealed =
                Keys.envelope(Keys.entry("k", 1))
                        .seal(
                                new SealPlace("t", new UUID(1, 2), "bearer", "{}"),
                                Map.of("token", text));
        CredentialRequest request =
                new CredentialRequest(
                        "one",
                        CredentialKind.BEARER,
                        text,
                        text,
                        text,
                        "X",
                        text,
                        "p",
                        "u",
                        "c",
                        text,
                        text,
                        "k",
                        List.of());
        List<Object> all =
                List.of(
                        text,
                        request,
                        request.secrets(),
                        request.secretsByName(),
                        sealed,
                        new StoredCredential(
                                new SealPlace("t", new UUID(1, 2), "bearer", "{}"),
                                "one",
                                sealed,
                                1,
                                Instant.EPOCH,
                                Instant.EPOCH),
                        new CredentialResponse(
                                new CredentialId(new UUID(1, 2)),
                                "one",
                                "bearer",
                                CredentialDetails.of(request),
                                1,
                                Instant.EPOCH,
                                Instant.EPOCH),
                        new Secret.Bearer(text),
                        new Secret.Basic(text, text),
                        new Secret.Header("X", text),
                        new Secret.Query("p", text),
                        new Secret.OAuth2Client("https://a.example", "c", text, List.of()),
                        new Opened.Found(new Secret.Bearer(text), "1"));
        for (Object one : all) {
            assertHidden(canary, one.toString());
            assertHidden(canary, mapper.writeValueAsString(one));
        }
        for (Object one : all) {
            if (one instanceof Secret.OfRequest secret) {
                EgressRequest with =
                        secret.putInto(
                                EgressRequest.of(
                                        Method.GET, EgressRig.address("https://a.example/")));
                assertHidden(canary, with.toString());
                assertHidden(canary, with.headers().toString());
            }
        }
    }

    private static void assertHidden(String canary, String shown) {
        assertFalse(shown.contains(canary), shown);
        String encoded =
                Base64.getEncoder().encodeToString(canary.getBytes(StandardCharsets.UTF_8));
        assertFalse(shown.contains(encoded.substring(0, 12)), shown);
    }
}
