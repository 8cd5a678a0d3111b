package dev.parley.tool.credential.sealing;

import com.google.crypto.tink.aead.AeadConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The wrapping keys of this installation, the one that seals first. */
@ApplicationScoped
public class KeyRing {

    private static final String SETTING = "parley.credentials.keys";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final SequencedMap<String, WrappingKey> keys;

    @Inject
    KeyRing(CredentialsConfig config) {
        this(config.keys().orElse(List.of()));
    }

    /**
     * Reads keys.
     *
     * @throws IllegalArgumentException for an entry that is none; the message names its place or
     *     its id, never what should be secret in it
     */
    KeyRing(List<String> entries) {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot be set up", e);
        }
        SequencedMap<String, WrappingKey> read = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            WrappingKey key = read(entries.get(i).strip(), i + 1);
            if (read.put(key.id(), key) != null) {
                throw new IllegalArgumentException(
                        "%s has two keys with the id %s.".formatted(SETTING, key.id()));
            }
        }
        this.keys = read;
    }

    private static WrappingKey read(String entry, int place) {
        int colon = entry.indexOf(':');
        String id = entry.substring(0, Math.max(colon, 0));
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Entry %d of %s is not id:base64, with an id of 1 to 64 letters, digits, dots, - or _."
                            .formatted(place, SETTING));
        }
        byte[] bytes = decode(entry.substring(colon + 1)).orElse(new byte[0]);
        if (bytes.length != WrappingKey.BYTES) {
            throw new IllegalArgumentException(
                    "The key %s of %s is not 32 bytes in base64; make one with: openssl rand -base64 32"
                            .formatted(id, SETTING));
        }
        return WrappingKey.of(id, bytes);
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            // Its message would show a part of the key.
            return Optional.empty();
        }
    }

    /** Whether anything can be sealed. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The id of the key that seals; there must be one. */
    public String first() {
        return keys.firstEntry().getKey();
    }

    /** The ids of all keys, the first one first. */
    public List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    /**
     * The same for the same secrets, for whoever must notice that they are others. Made with the
     * last key, which stays what it is when a new one is put first.
     */
    public String fingerprint(Map<String, SecretText> secrets) {
        LengthDelimited text = new LengthDelimited();
        new TreeMap<>(secrets).forEach((name, secret) -> text.add(name).add(secret.reveal()));
        return keys.lastEntry().getValue().fingerprint(text.bytes());
    }

    WrappingKey sealing() {
        return keys.firstEntry().getValue();
    }

    WrappingKey get(String id) throws SealBroken {
        WrappingKey key = keys.get(id);
        if (key == null) {
            throw new SealBroken(id);
        }
        return key;
    }

    @Override
    public String toString() {
        return Map.copyOf(keys).values().toString();
    }
}
