package dev.parley.platform.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a drop is about: one entry, or all of an owner, a tenant, a cache, or everything. Tenant,
 * owner and entry are digests (SHA-256, cut to 128 bits) over length-delimited text, each over all
 * that stand above it: no text that anybody chooses can reach the key of another.
 *
 * @param cache the cache's name, or {@link #ANY}
 */
record Scope(String cache, String tenant, String owner, String entry) {

    static final String ANY = "*";

    private static final int DIGEST_BYTES = 16;

    static Scope everything() {
        return new Scope(ANY, ANY, ANY, ANY);
    }

    static Scope cache(String cache) {
        return new Scope(cache, ANY, ANY, ANY);
    }

    static Scope tenant(String cache, String tenant) {
        return new Scope(cache, digest(tenant), ANY, ANY);
    }

    static Scope owner(String cache, String tenant, String owner) {
        return new Scope(cache, digest(tenant), digest(tenant, owner), ANY);
    }

    static Scope entry(String cache, String tenant, CacheKey key) {
        return new Scope(
                cache,
                digest(tenant),
                digest(tenant, key.owner()),
                digest(tenant, key.owner(), cache, key.entry()));
    }

    boolean isEntry() {
        return !entry.equals(ANY);
    }

    boolean hasOwner() {
        return !owner.equals(ANY);
    }

    boolean hasTenant() {
        return !tenant.equals(ANY);
    }

    boolean namesCache() {
        return !cache.equals(ANY);
    }

    /** How processes tell each other; no part contains a space. */
    String asMessage() {
        return String.join(" ", cache, tenant, owner, entry);
    }

    static Optional<Scope> parse(String message) {
        String[] parts = message.split(" ", -1);
        return parts.length == 4
                ? Optional.of(new Scope(parts[0], parts[1], parts[2], parts[3]))
                : Optional.empty();
    }

    private static String digest(String... parts) {
        MessageDigest sha = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return encode(sha.digest());
    }

    /** The same short form for a digest of other things, such as the shape of a record. */
    static String encode(byte[] digest) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOf(digest, DIGEST_BYTES));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
