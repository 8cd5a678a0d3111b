package dev.parley.tool.credential.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Seals secrets with a key of their own (AES-256-GCM), and that key with one of the installation,
 * so that changing the latter leaves the secrets as they are.
 */
@ApplicationScoped
public class Envelope {

    /** No field of a credential has this name. */
    private static final String OWN_KEY = "*key";

    private final KeyRing ring;

    @Inject
    Envelope(KeyRing ring) {
        this.ring = ring;
    }

    /** Seals secrets by name, with the first key of the ring; there must be one. */
    public Sealed seal(SealPlace place, Map<String, SecretText> secrets) {
        try {
            KeysetHandle own =
                    KeysetHandle.generateNew(
                            PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
            Aead aead = own.getPrimitive(RegistryConfiguration.get(), Aead.class);
            Map<String, String> fields = new HashMap<>();
            for (Map.Entry<String, SecretText> secret : secrets.entrySet()) {
                byte[] plain = secret.getValue().reveal().getBytes(StandardCharsets.UTF_8);
                byte[] sealed = aead.encrypt(plain, place.bind(secret.getKey()));
                fields.put(secret.getKey(), Base64.getEncoder().encodeToString(sealed));
            }
            return new Sealed(wrap(place, own), fields);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing cannot fail", e);
        }
    }

    /** Opens what was sealed for this place. */
    public Map<String, SecretText> open(SealPlace place, Sealed sealed) throws SealBroken {
        try {
            Aead aead =
                    unwrap(place, sealed.wrapped())
                            .getPrimitive(RegistryConfiguration.get(), Aead.class);
            Map<String, SecretText> secrets = new HashMap<>();
            for (Map.Entry<String, String> field : sealed.fields().entrySet()) {
                byte[] bytes = Base64.getDecoder().decode(field.getValue());
                byte[] plain = aead.decrypt(bytes, place.bind(field.getKey()));
                secrets.put(
                        field.getKey(), SecretText.of(new String(plain, StandardCharsets.UTF_8)));
            }
            return secrets;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealBroken(sealed.wrapped().keyId());
        }
    }

    /** Whether the ring has the key that wrapped this one. */
    public boolean opens(SealPlace place, WrappedKey wrapped) {
        try {
            return unwrap(place, wrapped).size() > 0;
        } catch (GeneralSecurityException | SealBroken e) {
            return false;
        }
    }

    /** The same key of a credential, wrapped with the first key of the ring. */
    public WrappedKey rewrap(SealPlace place, WrappedKey wrapped) throws SealBroken {
        try {
            return wrap(place, unwrap(place, wrapped));
        } catch (GeneralSecurityException e) {
            throw new SealBroken(wrapped.keyId());
        }
    }

    private WrappedKey wrap(SealPlace place, KeysetHandle own) throws GeneralSecurityException {
        WrappingKey key = ring.sealing();
        byte[] bytes =
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                        own, key.aead(), place.bind(OWN_KEY), RegistryConfiguration.get());
        return new WrappedKey(key.id(), bytes);
    }

    private KeysetHandle unwrap(SealPlace place, WrappedKey wrapped)
            throws GeneralSecurityException, SealBroken {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
                wrapped.bytes(),
                ring.get(wrapped.keyId()).aead(),
                place.bind(OWN_KEY),
                RegistryConfiguration.get());
    }
}
