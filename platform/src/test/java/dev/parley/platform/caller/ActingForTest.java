package dev.parley.platform.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActingForTest {

    @Test
    void readsWhatItWrites() {
        ActingFor ada = new ActingFor("acme", "ada/l,ö", Set.of("user", "finance"));
        assertEquals("acme/ada%2Fl%2C%C3%B6/finance,user", ada.headerValue());
        assertEquals(Optional.of(ada), ActingFor.parse(ada.headerValue()));
    }

    @Test
    void needsNoRoles() {
        assertEquals(Optional.of(new ActingFor("acme", "ada")), ActingFor.parse("acme/ada"));
    }

    @Test
    void handsOnNoMoreThanItCanCarry() {
        Set<String> many =
                IntStream.range(0, 100)
                        .mapToObj(i -> "r%03d".formatted(i))
                        .collect(Collectors.toSet());
        assertEquals(32, new ActingFor("acme", "ada", many).roles().size());
        assertEquals(
                Set.of("ok"), new ActingFor("acme", "ada", Set.of("ok", "a b", "ä", "")).roles());
    }

    @Test
    void refusesWhatNamesNobody() {
        for (String header : new String[] {"", "acme", "/ada", "acme/", "Acme/ada", "acme/%zz"}) {
            assertEquals(Optional.empty(), ActingFor.parse(header), header);
        }
    }

    @Test
    void refusesRolesThatAreNamedTwice() {
        assertEquals(Optional.empty(), ActingFor.parse("acme/ada/user,user"));
    }
}
