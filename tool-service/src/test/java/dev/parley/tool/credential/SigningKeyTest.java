package dev.parley.tool.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static KeyPair pair(String type) throws GeneralSecurityException {
        String[] parts = type.split(":");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(parts[0]);
        if (parts[0].equals("EC")) {
            generator.initialize(new ECGenParameterSpec(parts[1]));
        } else if (parts.length > 1) {
            generator.initialize(Integer.parseInt(parts[1]));
        }
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @ParameterizedTest
    @CsvSource({
        "EC:secp256r1, ES256, SHA256withECDSAinP1363Format",
        "RSA:2048, RS256, SHA256withRSA",
        "Ed25519, EdDSA, Ed25519"
    })
    void signsWhatItsPublicKeyVerifies(String type, String name, String algorithm)
            throws GeneralSecurityException, IOException {
        KeyPair pair = pair(type);

        String token =
                SigningKey.read(pem(pair))
                        .orElseThrow()
                        .sign(JsonNodeFactory.instance.objectNode().put("iss", "me"), "key-1");

        String[] parts = token.split("\\.");
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(pair.getPublic());
        verifier.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(verifier.verify(Base64.getUrlDecoder().decode(parts[2])));
        JsonNode header = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
        assertEquals(name, header.path("alg").asText());
        assertEquals("key-1", header.path("kid").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC:secp384r1", "RSA:1024", "Ed448", "X25519"})
    void takesNoOtherKey(String type) throws GeneralSecurityException {
        assertEquals(Optional.empty(), SigningKey.read(pem(pair(type))));
    }

    @Test
    void takesNothingThatIsNoKey() {
        assertEquals(Optional.empty(), SigningKey.read("-----BEGIN PRIVATE KEY-----"));
        assertEquals(Optional.empty(), SigningKey.read("not base64!"));
        assertEquals(Optional.empty(), SigningKey.read(""));
    }
}
