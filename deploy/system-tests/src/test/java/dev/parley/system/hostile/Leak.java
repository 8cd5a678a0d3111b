package dev.parley.system.hostile;

import java.util.regex.Pattern;

/** Tells whether an answer shows what is behind it. */
public final class Leak {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)exception|dev\\.parley\\.|io\\.quarkus|io\\.vertx|java\\.lang|jakarta|jackson|"
                            + "\\bat [a-z]+\\.[a-z]+|\\bselect \\b.* from |insert into|violates|127\\.0\\.0\\.1");

    private Leak() {}

    public static boolean isIn(String body) {
        return WORDS.matcher(body).find();
    }
}
