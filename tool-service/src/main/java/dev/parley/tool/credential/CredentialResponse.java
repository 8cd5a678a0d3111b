package dev.parley.tool.credential;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.contracts.id.CredentialId;
import java.time.Instant;

/** A credential as clients see it: all but what is secret. */
record CredentialResponse(
        CredentialId id,
        String name,
        String kind,
        @JsonUnwrapped CredentialDetails details,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
