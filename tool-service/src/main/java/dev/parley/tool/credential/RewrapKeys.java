package dev.parley.tool.credential;

import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.credential.sealing.Envelope;
import dev.parley.tool.credential.sealing.KeyRing;
import dev.parley.tool.credential.sealing.SealBroken;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Wraps the keys of credentials anew with the first key of the ring, so that older ones can be
 * taken away. Replicas may do so at once: each row is locked by one of them, and is right before
 * and after.
 */
@ApplicationScoped
class RewrapKeys {

    private static final Logger LOG = Logger.getLogger(RewrapKeys.class);
    private static final int BATCH = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final CredentialRepository repository;
    private final Envelope envelope;
    private final KeyRing ring;
    private final AtomicLong outdated;

    /** What was said once is not said every few minutes. */
    private final Set<String> told = new HashSet<>();

    @Inject
    RewrapKeys(
            CredentialRepository repository,
            Envelope envelope,
            KeyRing ring,
            MeterRegistry meters) {
        this.repository = repository;
        this.envelope = envelope;
        this.ring = ring;
        this.outdated = meters.gauge("parley.credentials.outdated", new AtomicLong());
    }

    @Scheduled(
            every = "5m",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            TenantScope.runForEveryTenant(this::rewrapAll);
        } catch (DatabaseException e) {
            LOG.warnf("The keys of credentials are looked at again later: %s", e.getMessage());
        }
    }

    private void rewrapAll() {
        if (!ring.isEmpty()) {
            ring.ids().stream().skip(1).forEach(this::rewrap);
        }
        report(repository.countByKey());
    }

    /** Goes through the rows of one key, once: a row that does not open is left behind. */
    private void rewrap(String keyId) {
        Pass pass = new Pass("", FIRST, 0, true);
        while (pass.goesOn()) {
            Pass before = pass;
            pass = QuarkusTransaction.requiringNew().call(() -> rewrap(keyId, before));
        }
        if (pass.broken() > 0) {
            tellOnce(
                    Logger.Level.ERROR,
                    "%d credentials do not open with the key %s: it is not the one that sealed them, or they were changed."
                            .formatted(pass.broken(), keyId));
        }
    }

    private Pass rewrap(String keyId, Pass before) {
        List<StoredCredential> rows =
                repository.sealedWith(keyId, before.tenant(), before.id(), BATCH);
        int broken = before.broken();
        for (StoredCredential row : rows) {
            broken += rewrap(row) ? 0 : 1;
        }
        return rows.isEmpty()
                ? new Pass(before.tenant(), before.id(), broken, false)
                : new Pass(rows.getLast().tenant(), rows.getLast().place().id(), broken, true);
    }

    private boolean rewrap(StoredCredential row) {
        try {
            repository.rewrap(row, envelope.rewrap(row.place(), row.sealed().wrapped()));
            return true;
        } catch (SealBroken e) {
            return false;
        }
    }

    private void report(Map<String, Long> rows) {
        String first = ring.isEmpty() ? "" : ring.first();
        outdated.set(
                rows.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(first))
                        .mapToLong(Map.Entry::getValue)
                        .sum());
        rows.forEach((keyId, count) -> {
            if (!ring.ids().contains(keyId)) {
                tellOnce(
                        Logger.Level.ERROR,
                        "%d credentials are sealed with the key %s, which parley.credentials.keys lacks; they cannot be used."
                                .formatted(count, keyId));
            }
        });
        ring.ids().stream()
                .skip(1)
                .filter(keyId -> !rows.containsKey(keyId))
                .forEach(keyId ->
                        tellOnce(
                                Logger.Level.INFO,
                                "No credential needs the key %s any more; once all replicas have the same first key, it can be taken out of parley.credentials.keys."
                                        .formatted(keyId)));
    }

    private void tellOnce(Logger.Level level, String sentence) {
        if (told.add(sentence)) {
            LOG.log(level, sentence);
        }
    }

    /** How far one has come: behind which row, and how many did not open. */
    private record Pass(String tenant, UUID id, int broken, boolean goesOn) {}
}
