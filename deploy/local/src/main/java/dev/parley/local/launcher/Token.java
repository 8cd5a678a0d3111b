package dev.parley.local.launcher;

import dev.parley.local.issuer.TokenMinter;
import dev.parley.local.issuer.TokenMinter.UserToken;
import dev.parley.local.layout.SetupException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code token}: prints a token for the local issuer. */
final class Token {

    private static final Options.Known KNOWN =
            new Options.Known(
                    "./parley token [--user ada] [--tenant acme] [--groups admin,user] [--ttl 12h]",
                    Set.of("user", "tenant", "groups", "ttl"),
                    Set.of());

    private final Suite suite;

    Token(Suite suite) {
        this.suite = suite;
    }

    void run(List<String> arguments) {
        Options options = Options.parse(arguments, KNOWN);
        UserToken wanted = wanted(options, "admin");
        System.out.println(TokenMinter.open(suite.folder(), suite.ports()).mint(wanted));
    }

    /**
     * Whom {@code token} and {@code chat} speak for.
     *
     * @param groups the roles of somebody who asks for none
     */
    static UserToken wanted(Options options, String groups) {
        return new UserToken(
                options.value("user").orElse("ada"),
                options.value("tenant").orElse("acme"),
                groups(options.value("groups").orElse(groups)),
                duration(options.value("ttl").orElse("12h")));
    }

    static Duration duration(String text) {
        String iso = text.strip().toUpperCase(Locale.ROOT);
        if (!iso.startsWith("P")) {
            iso = iso.endsWith("D") ? "P" + iso : "PT" + iso;
        }
        try {
            return Duration.parse(iso);
        } catch (DateTimeException notADuration) {
            throw new SetupException(
                    "%s is no duration: give a number with its unit, such as 45s, 30m, 12h or 7d."
                            .formatted(text));
        }
    }

    private static List<String> groups(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(g -> !g.isEmpty()).toList();
    }
}
