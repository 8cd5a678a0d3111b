package dev.parley.tool.credential.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {

    private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final SealPlace PLACE = new SealPlace("acme", ID, "basic", "{}");

    private final Envelope envelope = Keys.envelope(Keys.entry("new", 2), Keys.entry("old", 1));

    @Property(tries = 100)
    void opensWhatItSealed(@ForAll String one, @ForAll String two) throws SealBroken {
        // Lone surrogates are no text; the edge refuses them.
        String first = new String(one.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Sealed sealed = seal(Map.of("username", first, "password", "x" + two.length()));

        assertEquals(first, open(envelope, sealed).get("username"));
        assertEquals("new", sealed.wrapped().keyId());
    }

    static Stream<SealPlace> otherPlaces() {
        return Stream.of(
                new SealPlace("evil", ID, "basic", "{}"),
                new SealPlace("acme", OTHER, "basic", "{}"),
                new SealPlace("acme", ID, "bearer", "{}"),
                new SealPlace("acme", ID, "basic", "{\"token_url\":\"https://evil.example\"}"),
                new SealPlace("acme" + ID, ID, "basic", "{}"),
                new SealPlace("acm", ID, "ebasic", "{}"));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void opensNothingInAnotherPlace(SealPlace place) {
        Sealed sealed = seal(Map.of("password", "canary"));

        assertThrows(SealBroken.class, () -> envelope.open(place, sealed));
        assertThrows(SealBroken.class, () -> envelope.rewrap(place, sealed.wrapped()));
        assertFalse(envelope.opens(place, sealed.wrapped()));
    }

    /** Even where the key is right, a secret opens only as the field that it is. */
    @Test
    void opensNoFieldAsAnother() {
        Sealed sealed = seal(Map.of("username", "a", "password", "canary"));
        Map<String, String> swapped = new HashMap<>(sealed.fields());
        swapped.put("username", sealed.fields().get("password"));

        assertThrows(
                SealBroken.class,
                () -> envelope.open(PLACE, new Sealed(sealed.wrapped(), swapped)));
    }

    @Test
    void opensNoFieldOfAnotherSealingOfTheSamePlace() {
        Sealed before = seal(Map.of("password", "before"));
        Sealed after = seal(Map.of("password", "after"));

        assertThrows(
                SealBroken.class,
                () -> envelope.open(PLACE, new Sealed(after.wrapped(), before.fields())));
    }

    @Test
    void noticesEveryChangedByte() {
        Sealed sealed = seal(Map.of("password", "canary"));
        byte[] bytes = Base64.getDecoder().decode(sealed.fields().get("password"));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            Sealed changed =
                    new Sealed(
                            sealed.wrapped(),
                            Map.of("password", Base64.getEncoder().encodeToString(bytes)));
            assertThrows(SealBroken.class, () -> envelope.open(PLACE, changed));
            bytes[i] ^= 1;
        }
        Sealed nonsense = new Sealed(sealed.wrapped(), Map.of("password", "not base64!"));
        assertThrows(SealBroken.class, () -> envelope.open(PLACE, nonsense));
    }

    @Test
    void wrapsAnewWithoutTouchingTheSecrets() throws SealBroken {
        Envelope before = Keys.envelope(Keys.entry("old", 1));
        Sealed sealed = before.seal(PLACE, Map.of("password", SecretText.of("canary")));

        WrappedKey wrapped = envelope.rewrap(PLACE, sealed.wrapped());

        assertEquals("new", wrapped.keyId());
        Sealed again = new Sealed(wrapped, sealed.fields());
        Envelope after = Keys.envelope(Keys.entry("new", 2));
        assertEquals("canary", open(after, again).get("password"));
        assertThrows(SealBroken.class, () -> before.open(PLACE, again));
    }

    @Test
    void namesTheKeyThatIsMissingOrWrong() {
        Sealed sealed = Keys.envelope(Keys.entry("gone", 9)).seal(PLACE, Map.of());
        assertEquals(
                "gone", assertThrows(SealBroken.class, () -> envelope.open(PLACE, sealed)).keyId());

        Sealed wrong = Keys.envelope(Keys.entry("old", 9)).seal(PLACE, Map.of());
        assertEquals(
                "old", assertThrows(SealBroken.class, () -> envelope.open(PLACE, wrong)).keyId());
    }

    @Test
    void tellsOtherSecretsFromTheSame() {
        KeyRing ring = Keys.ring(Keys.entry("a", 1));
        String fingerprint = ring.fingerprint(Map.of("password", SecretText.of("x")));

        assertEquals(fingerprint, ring.fingerprint(Map.of("password", SecretText.of("x"))));
        assertEquals(
                fingerprint,
                Keys.ring(Keys.entry("b", 2), Keys.entry("a", 1))
                        .fingerprint(Map.of("password", SecretText.of("x"))));
        assertNotEquals(fingerprint, ring.fingerprint(Map.of("password", SecretText.of("y"))));
        assertNotEquals(fingerprint, ring.fingerprint(Map.of("token", SecretText.of("x"))));
        assertNotEquals(
                fingerprint,
                Keys.ring(Keys.entry("a", 2)).fingerprint(Map.of("password", SecretText.of("x"))));
    }

    @Test
    void tellsNothingOfItself() {
        Sealed sealed = seal(Map.of("password", "canary"));
        String key = Keys.entry("", 1).substring(1);

        assertEquals("key a", WrappingKey.of("a", new byte[32]).toString());
        assertTrue(Keys.ring(Keys.entry("a", 1)).toString().contains("a"));
        assertFalse(Keys.ring(Keys.entry("a", 1)).toString().contains(key));
        assertFalse(sealed.toString().contains("canary"));
        assertEquals("…", SecretText.of("canary").toString());
    }

    private Sealed seal(Map<String, String> secrets) {
        Map<String, SecretText> texts = new HashMap<>();
        secrets.forEach((name, secret) -> texts.put(name, SecretText.of(secret)));
        return envelope.seal(PLACE, texts);
    }

    private static Map<String, String> open(Envelope envelope, Sealed sealed) throws SealBroken {
        Map<String, String> texts = new HashMap<>();
        envelope.open(PLACE, sealed).forEach((name, text) -> texts.put(name, text.reveal()));
        return texts;
    }
}
