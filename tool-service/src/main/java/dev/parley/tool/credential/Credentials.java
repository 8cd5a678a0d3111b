package dev.parley.tool.credential;

import dev.parley.contracts.id.CredentialId;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.ToolError;
import dev.parley.tool.credential.sealing.Envelope;
import dev.parley.tool.credential.sealing.KeyRing;
import dev.parley.tool.credential.sealing.SealBroken;
import dev.parley.tool.credential.sealing.SealPlace;
import dev.parley.tool.credential.sealing.Sealed;
import dev.parley.tool.credential.sealing.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Stores, replaces, deletes and opens credentials. A name is unique in its tenant. */
@ApplicationScoped
public class Credentials {

    private final CredentialRepository repository;
    private final CredentialShape shape;
    private final Envelope envelope;
    private final KeyRing ring;
    private final Cursors cursors;
    private final Event<CredentialChanged> changed;

    @Inject
    Credentials(
            CredentialRepository repository,
            CredentialShape shape,
            Envelope envelope,
            KeyRing ring,
            Cursors cursors,
            Event<CredentialChanged> changed) {
        this.repository = repository;
        this.shape = shape;
        this.envelope = envelope;
        this.ring = ring;
        this.cursors = cursors;
        this.changed = changed;
    }

    /** Opens a credential of a tenant for a request that is about to be sent. Keep it no longer. */
    public Opened open(String tenant, String name) {
        Optional<StoredCredential> found =
                TenantScope.call(tenant, () -> repository.find(tenant, name));
        if (found.isEmpty()) {
            return new Opened.Missing();
        }
        StoredCredential row = found.get();
        try {
            Map<String, SecretText> secrets = envelope.open(row.place(), row.sealed());
            return new Opened.Found(
                    shape.secret(row, secrets), row.place().id() + ":" + row.version());
        } catch (SealBroken e) {
            return new Opened.Locked(e.keyId());
        }
    }

    @Transactional
    CredentialResponse create(String tenant, String name, CredentialRequest wanted) {
        SealPlace place = place(tenant, CredentialId.next().value(), wanted);
        Instant now = now();
        StoredCredential row = new StoredCredential(place, name, seal(place, wanted), 1, now, now);
        if (!repository.insert(row)) {
            String message =
                    "There is a credential named \"" + name + "\" already; choose another name.";
            throw new ProblemException(
                    ToolError.NAME_TAKEN,
                    message,
                    List.of(new FieldError("/name", "name-taken", message)));
        }
        return shape.response(row);
    }

    CredentialResponse get(String tenant, String name) {
        return repository
                .find(tenant, name)
                .map(shape::response)
                .orElseThrow(() -> ProblemException.notFound("credential"));
    }

    Page<CredentialResponse> list(String tenant, PageRequest wanted) {
        Cursors.Scope scope = Cursors.Scope.of(tenant, "credentials", "name");
        String after = wanted.cursor() == null ? "" : cursors.open(scope, wanted.cursor());
        List<StoredCredential> rows = repository.page(tenant, after, wanted.limit() + 1);
        return Page.of(rows, wanted.limit(), last -> cursors.seal(scope, last.name()))
                .map(shape::response);
    }

    @Transactional
    CredentialResponse replace(
            String tenant, String name, OptionalInt expectedVersion, CredentialRequest wanted) {
        StoredCredential old = lock(tenant, name, expectedVersion);
        SealPlace place = place(tenant, old.place().id(), wanted);
        StoredCredential row =
                new StoredCredential(
                        place,
                        name,
                        seal(place, wanted),
                        old.version() + 1,
                        old.createdAt(),
                        now());
        repository.update(row);
        changed.fire(new CredentialChanged(tenant));
        return shape.response(row);
    }

    @Transactional
    void delete(String tenant, String name, OptionalInt expectedVersion) {
        repository.delete(lock(tenant, name, expectedVersion));
        changed.fire(new CredentialChanged(tenant));
    }

    private StoredCredential lock(String tenant, String name, OptionalInt expectedVersion) {
        StoredCredential row =
                repository
                        .lock(tenant, name)
                        .orElseThrow(() -> ProblemException.notFound("credential"));
        if (expectedVersion.isPresent() && row.version() != expectedVersion.getAsInt()) {
            throw new ProblemException(
                    PlatformError.PRECONDITION_FAILED,
                    "The credential is at version "
                            + row.version()
                            + " now; read it again and repeat the change on that.");
        }
        return row;
    }

    /** Refuses where no secret could be sealed. */
    void requireKeys() {
        if (ring.isEmpty()) {
            throw new ProblemException(
                    ToolError.NO_CREDENTIAL_KEYS,
                    "This installation has no key to seal secrets with; ask the operator to set parley.credentials.keys.");
        }
    }

    private SealPlace place(String tenant, UUID id, CredentialRequest wanted) {
        String details = shape.write(CredentialDetails.of(wanted));
        return new SealPlace(tenant, id, wanted.kind().apiName(), details);
    }

    private Sealed seal(SealPlace place, CredentialRequest wanted) {
        return envelope.seal(place, wanted.secretsByName());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
