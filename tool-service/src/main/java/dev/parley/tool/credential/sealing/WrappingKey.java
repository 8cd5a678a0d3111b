package dev.parley.tool.credential.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that wraps the keys of credentials. Shows its id and nothing else. */
final class WrappingKey {

    static final int BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String HMAC = "HmacSHA256";

    /** Names what the derived key is for, so that it is another one than the wrapping key. */
    private static final byte[] FINGERPRINTS = "fingerprints".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final Aead aead;
    private final SecretKeySpec fingerprints;

    private WrappingKey(String id, Aead aead, SecretKeySpec fingerprints) {
        this.id = id;
        this.aead = aead;
        this.fingerprints = fingerprints;
    }

    @AccessesPartialKey
    static WrappingKey of(String id, byte[] bytes) {
        try {
            AesGcmParameters parameters =
                    AesGcmParameters.builder()
                            .setKeySizeBytes(BYTES)
                            .setIvSizeBytes(NONCE_BYTES)
                            .setTagSizeBytes(TAG_BYTES)
                            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                            .build();
            AesGcmKey key =
                    AesGcmKey.builder()
                            .setParameters(parameters)
                            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                            .build();
            KeysetHandle keys =
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                            .build();
            byte[] derived = mac(new SecretKeySpec(bytes, HMAC), FINGERPRINTS);
            return new WrappingKey(
                    id,
                    keys.getPrimitive(RegistryConfiguration.get(), Aead.class),
                    new SecretKeySpec(derived, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has AES-GCM and HMAC", e);
        }
    }

    String id() {
        return id;
    }

    Aead aead() {
        return aead;
    }

    /** Tells equal bytes from others without telling anything of them to who lacks the key. */
    String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(mac(fingerprints, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC", e);
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(key);
        return mac.doFinal(bytes);
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
