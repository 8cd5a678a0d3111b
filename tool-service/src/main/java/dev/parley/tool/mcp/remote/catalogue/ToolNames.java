package dev.parley.tool.mcp.remote.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names under which models know the tools of servers: {@code prefix__tool}, 64 characters of
 * {@code [a-zA-Z0-9_-]} at the most, as every provider takes them. A name is made of prefix and
 * tool alone, so that it stays what it is whatever else the server lists. One that had to be
 * changed gets eight digits of its hash, so that two of them do not become one.
 */
final class ToolNames {

    private static final int MAX = 64;
    private static final int DIGITS = 8;
    private static final String SEPARATOR = "__";

    private ToolNames() {}

    static String of(String prefix, String remoteName) {
        String clean = remoteName.replaceAll("[^a-zA-Z0-9_-]", "_");
        String name = prefix + SEPARATOR + clean;
        if (clean.equals(remoteName) && name.length() <= MAX) {
            return name;
        }
        int room = MAX - DIGITS - 1;
        String cut = name.length() <= room ? name : name.substring(0, room);
        return cut + '_' + digits(remoteName);
    }

    private static String digits(String remoteName) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(remoteName.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
