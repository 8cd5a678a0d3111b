package dev.parley.tool.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A private key that signs JSON Web Tokens (RFC 7515) by the one algorithm that belongs to it. */
final class SigningKey {

    private static final int P256_BITS = 256;
    private static final int LEAST_RSA_BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;
    private final String name;
    private final String algorithm;

    private SigningKey(PrivateKey key, String name, String algorithm) {
        this.key = key;
        this.name = name;
        this.algorithm = algorithm;
    }

    /** The key that a text is: PKCS#8 in PEM; P-256, RSA from 2048 bits on, or Ed25519. */
    static Optional<SigningKey> read(String pem) {
        String body = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
            for (String type : List.of("EC", "RSA", "Ed25519")) {
                Optional<SigningKey> found = read(type, encoded);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<SigningKey> read(String type, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.ofNullable(of(KeyFactory.getInstance(type).generatePrivate(encoded)));
        } catch (GeneralSecurityException ofAnotherType) {
            return Optional.empty();
        }
    }

    private static @Nullable SigningKey of(PrivateKey key) {
        return switch (key) {
            case ECPrivateKey curve ->
                    curve.getParams().getCurve().getField().getFieldSize() == P256_BITS
                            ? new SigningKey(key, "ES256", "SHA256withECDSAinP1363Format")
                            : null;
            case RSAPrivateKey rsa ->
                    rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                            ? new SigningKey(key, "RS256", "SHA256withRSA")
                            : null;
            default -> new SigningKey(key, "EdDSA", "Ed25519");
        };
    }

    /** A signed token with these claims. */
    String sign(ObjectNode claims, @Nullable String keyId) {
        ObjectNode header = JsonNodeFactory.instance.objectNode().put("alg", name);
        header.put("typ", "JWT");
        if (keyId != null) {
            header.put("kid", keyId);
        }
        String signed = base64(header.toString()) + '.' + base64(claims.toString());
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
