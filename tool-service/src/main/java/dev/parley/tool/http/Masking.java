package dev.parley.tool.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of an answer what the request had of secrets: there are servers that repeat requests,
 * in error texts above all.
 */
final class Masking {

    private static final String MASK = "[credential]";

    /** Anything shorter would be found in words. */
    private static final int SHORTEST = 6;

    private final List<String> secrets = new ArrayList<>();

    void add(List<String> traces) {
        traces.stream().filter(trace -> trace.length() >= SHORTEST).forEach(secrets::add);
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
