package dev.parley.platform.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.problem.ProblemException;
import java.util.Base64;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

class CursorsTest {

    private final Cursors cursors = new Cursors(() -> "a secret of at least sixteen characters");

    @Property(tries = 200)
    void opensWhatItSealed(
            @ForAll @NotEmpty @StringLength(max = 60) String position, @ForAll String filter) {
        Assume.that(position.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        Cursors.Scope scope = Cursors.Scope.of("acme", "things", filter);
        assertEquals(position, cursors.open(scope, cursors.seal(scope, position)));
    }

    @Property(tries = 200)
    void refusesACursorWithAnyByteChanged(
            @ForAll @IntRange(max = 23) int at, @ForAll @IntRange(min = 1, max = 255) int flip) {
        Cursors.Scope scope = Cursors.Scope.of("acme", "things");
        byte[] sealed = Base64.getUrlDecoder().decode(cursors.seal(scope, "12345678"));
        sealed[at] ^= (byte) flip;
        String tampered = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        assertThrows(ProblemException.class, () -> cursors.open(scope, tampered));
    }

    @Property(tries = 50)
    void refusesACursorOfAnotherTenantListOrFilter(@ForAll @NotEmpty String other) {
        Cursors.Scope scope = Cursors.Scope.of("acme", "things", "agent");
        String cursor = cursors.seal(scope, "7");
        Assume.that(!other.equals("acme") && !other.equals("things") && !other.equals("agent"));
        for (Cursors.Scope elsewhere :
                new Cursors.Scope[] {
                    Cursors.Scope.of(other, "things", "agent"),
                    Cursors.Scope.of("acme", other, "agent"),
                    Cursors.Scope.of("acme", "things", other),
                    Cursors.Scope.of("acmet", "hings", "agent"),
                    Cursors.Scope.of("acme", "things")
                }) {
            assertThrows(ProblemException.class, () -> cursors.open(elsewhere, cursor));
        }
    }

    @Property(tries = 200)
    void refusesGarbage(@ForAll String garbage) {
        assertThrows(
                ProblemException.class,
                () -> cursors.open(Cursors.Scope.of("acme", "things"), garbage));
    }
}
