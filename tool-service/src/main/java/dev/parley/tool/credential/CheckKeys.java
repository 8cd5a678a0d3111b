package dev.parley.tool.credential;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.credential.sealing.Envelope;
import dev.parley.tool.credential.sealing.KeyRing;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Ends the start of a service whose key has the id of another one: it would seal what its replicas
 * cannot open.
 */
@ApplicationScoped
class CheckKeys {

    private static final Logger LOG = Logger.getLogger(CheckKeys.class);

    /** One row alone could have been changed by somebody. */
    private static final int SAMPLE = 20;

    private final CredentialRepository repository;
    private final Envelope envelope;
    private final KeyRing ring;

    @Inject
    CheckKeys(CredentialRepository repository, Envelope envelope, KeyRing ring) {
        this.repository = repository;
        this.envelope = envelope;
        this.ring = ring;
    }

    void start(@Observes StartupEvent event) {
        try {
            TenantScope.runForEveryTenant(() -> ring.ids().forEach(this::require));
        } catch (DatabaseException e) {
            LOG.warnf("The keys of credentials were not tried out: %s", e.getMessage());
        }
    }

    void require(String keyId) {
        List<StoredCredential> sample = repository.sealedWith(keyId, "", new UUID(0, 0), SAMPLE);
        boolean another =
                !sample.isEmpty()
                        && sample.stream()
                                .noneMatch(
                                        row -> envelope.opens(row.place(), row.sealed().wrapped()));
        if (another) {
            throw new ConfigurationException(
                    "The key %s of parley.credentials.keys is not the one that credentials are sealed with under this id. The service does not start."
                            .formatted(keyId));
        }
    }
}
