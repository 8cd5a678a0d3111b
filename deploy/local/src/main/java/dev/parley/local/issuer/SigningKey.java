package dev.parley.local.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.PrivateFile;
import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The RSA key that signs the tokens of one data folder; made at its first start, in a private file.
 */
final class SigningKey {

    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RSAPrivateCrtKey key;
    private final String id;

    private SigningKey(RSAPrivateCrtKey key) {
        this.key = key;
        this.id = thumbprint(key);
    }

    /** Reads the key; makes one if there is none yet. */
    static SigningKey open(DataFolder folder) {
        return Files.exists(folder.issuerKey()) ? read(folder) : create(folder);
    }

    /** Reads the key of a suite that was started before. */
    static SigningKey read(DataFolder folder) {
        try {
            String text = Files.readString(folder.issuerKey());
            String body = text.replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
            return new SigningKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance(ALGORITHM).generatePrivate(spec));
        } catch (IOException e) {
            throw new SetupException(
                    "The issuer's key %s cannot be read: make it readable for you."
                            .formatted(folder.issuerKey()),
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new SetupException(
                    "The issuer's key %s is damaged: delete it, and the next `./parley up` makes a new one (older tokens end with it)."
                            .formatted(folder.issuerKey()),
                    e);
        }
    }

    /** The key's id, a thumbprint after RFC 7638. */
    String id() {
        return id;
    }

    /** RS256: RSASSA-PKCS1-v1_5 with SHA-256. */
    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with RS256", e);
        }
    }

    /** The public half, as a JWK. */
    Map<String, Object> publicJwk() {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", ALGORITHM);
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("kid", id);
        jwk.put("n", encode(key.getModulus()));
        jwk.put("e", encode(key.getPublicExponent()));
        return jwk;
    }

    private static SigningKey create(DataFolder folder) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS);
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
            String body =
                    Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
            PrivateFile.write(folder.issuerKey(), BEGIN + "\n" + body + "\n" + END + "\n");
            return new SigningKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make RSA keys", e);
        } catch (IOException e) {
            throw new SetupException(
                    "The issuer's key %s cannot be written: make its folder writable for you."
                            .formatted(folder.issuerKey()),
                    e);
        }
    }

    private static String thumbprint(RSAPrivateCrtKey key) {
        Map<String, String> required = new LinkedHashMap<>();
        required.put("e", encode(key.getPublicExponent()));
        required.put("kty", ALGORITHM);
        required.put("n", encode(key.getModulus()));
        try {
            byte[] json = JSON.writeValueAsString(required).getBytes(StandardCharsets.UTF_8);
            return URL.encodeToString(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No key id", e);
        }
    }

    private static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        // A leading zero byte only says that the number is positive.
        return URL.encodeToString(
                bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
