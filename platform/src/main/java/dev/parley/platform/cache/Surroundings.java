package dev.parley.platform.cache;

import dev.parley.platform.tenancy.CurrentTenant;

/** What the caches of a process have in common. */
record Surroundings(
        RedisLink link,
        RedisKeys keys,
        Epochs epochs,
        Coherence coherence,
        CacheMeters meters,
        CurrentTenant tenant,
        AfterCommit transaction) {}
