package dev.parley.tool.credential;

/**
 * A secret was replaced or deleted: what was got with it may not be for whoever has the next one.
 *
 * @param tenant whose it was
 */
public record CredentialChanged(String tenant) {}
