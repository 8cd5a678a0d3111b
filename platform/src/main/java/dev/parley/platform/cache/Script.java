package dev.parley.platform.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What Redis does in one step; each is a file of the same name beside this class. */
enum Script {
    READ,
    STORE,
    REPLACE,
    DROP,
    RELEASE,
    ADOPT;

    private final String text = read(name().toLowerCase(Locale.ROOT) + ".lua");
    private final String sha1 = sha1(text);

    String text() {
        return text;
    }

    String sha1() {
        return sha1;
    }

    private static String read(String file) {
        try (InputStream content = Script.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name by which Redis knows a script. */
    private static String sha1(String text) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
