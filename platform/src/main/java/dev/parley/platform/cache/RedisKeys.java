package dev.parley.platform.cache;

import java.util.List;

/**
 * Where things are in Redis, under the service's prefix. Entries carry the generations of all, of
 * their tenant and of their owner; each generation is a hash with a field for each cache, so that
 * dropping a group is deleting a field or a key.
 *
 * @param prefix such as {@code conversation:}
 */
record RedisKeys(String prefix) {

    private static final String SERVICE_SUFFIX = "-service";

    static RedisKeys of(String service) {
        String name =
                service.endsWith(SERVICE_SUFFIX)
                        ? service.substring(0, service.length() - SERVICE_SUFFIX.length())
                        : service;
        return new RedisKeys(name + ':');
    }

    String channel() {
        return prefix + "cache:invalidate";
    }

    /** Which server process the data are from. */
    String server() {
        return prefix + "cache:server";
    }

    String generationOfAll() {
        return prefix + "cache:generation";
    }

    List<String> toRead(Scope entry) {
        return List.of(
                generationOfAll(),
                generationOfTenant(entry),
                generationOfOwner(entry),
                entry(entry),
                lease(entry),
                fence(entry));
    }

    List<String> toWrite(Scope entry) {
        return toRead(entry).subList(0, 5);
    }

    /** The fence first, then what to delete. */
    List<String> toDrop(Scope scope) {
        if (scope.isEntry()) {
            return List.of(fence(scope), entry(scope), lease(scope));
        }
        if (scope.hasOwner()) {
            return List.of(fence(scope), generationOfOwner(scope));
        }
        return List.of(
                fence(scope), scope.hasTenant() ? generationOfTenant(scope) : generationOfAll());
    }

    String lease(Scope entry) {
        return prefix + "cache:lease:" + entry.cache() + ':' + entry.entry();
    }

    private String generationOfTenant(Scope scope) {
        return prefix + "cache:generation:tenant:" + scope.tenant();
    }

    private String generationOfOwner(Scope scope) {
        return prefix + "cache:generation:owner:" + scope.owner();
    }

    private String entry(Scope scope) {
        return prefix + "cache:entry:" + scope.cache() + ':' + scope.entry();
    }

    private String fence(Scope scope) {
        return prefix + "cache:fence:" + scope.owner();
    }
}
