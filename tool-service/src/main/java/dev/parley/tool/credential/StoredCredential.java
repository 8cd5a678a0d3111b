package dev.parley.tool.credential;

import dev.parley.tool.credential.sealing.SealPlace;
import dev.parley.tool.credential.sealing.Sealed;
import java.time.Instant;

/**
 * A row.
 *
 * @param place tenant, id, kind and details: all that the secrets are bound to
 */
record StoredCredential(
        SealPlace place,
        String name,
        Sealed sealed,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    String tenant() {
        return place.tenant();
    }
}
