package dev.parley.platform.cache;

/**
 * Names an entry within the current tenant. Any text will do: neither part reaches Redis as it is.
 *
 * @param owner what the entry belongs to, such as a conversation; its entries can be dropped
 *     together
 * @param entry which of the owner's entries
 */
public record CacheKey(String owner, String entry) {}
