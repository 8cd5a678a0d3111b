package dev.parley.tool.credential.sealing;

import java.util.Map;

/**
 * Secrets as they are stored.
 *
 * @param wrapped their own key, wrapped
 * @param fields each secret by its name, as base64
 */
public record Sealed(WrappedKey wrapped, Map<String, String> fields) {}
