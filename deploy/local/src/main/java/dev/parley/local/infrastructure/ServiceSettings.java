package dev.parley.local.infrastructure;

import dev.parley.local.layout.Ports;
import dev.parley.local.layout.Secrets;
import dev.parley.local.layout.ServiceName;
import java.util.Map;
import java.util.TreeMap;

/** The environment that connects one service with everything it needs in this suite. */
public final class ServiceSettings {

    private final Ports ports;
    private final Secrets secrets;

    public ServiceSettings(Ports ports, Secrets secrets) {
        this.ports = ports;
        this.secrets = secrets;
    }

    /** Environment variables, sorted by name. */
    public Map<String, String> of(ServiceName service) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("PARLEY_PORT", Integer.toString(ports.of(service)));
        settings.put("PARLEY_INSTANCE", service.artifact() + "-1");
        settings.put("PARLEY_POSTGRES_URL", jdbcUrl(service));
        settings.put("PARLEY_POSTGRES_USERNAME", service.appRole());
        settings.put("PARLEY_POSTGRES_PASSWORD", secrets.appPassword(service));
        settings.put("PARLEY_POSTGRES_OWNER", service.ownerRole());
        settings.put("PARLEY_POSTGRES_OWNER_PASSWORD", secrets.ownerPassword(service));
        settings.put("PARLEY_REDIS_URL", "redis://" + Ports.address(ports.redis()));
        settings.put("PARLEY_KAFKA_BOOTSTRAP_SERVERS", Ports.address(ports.kafka()));
        settings.put("PARLEY_ISSUER_URL", ports.issuerUrl());
        settings.put("PARLEY_CLIENT_SECRET", secrets.clientSecret(service));
        settings.put("PARLEY_CURSOR_SECRET", secrets.cursorSecret());
        settings.put("PARLEY_PEERS_CONVERSATION", ports.url(ServiceName.CONVERSATION));
        settings.put("PARLEY_PEERS_AGENT", ports.url(ServiceName.AGENT));
        settings.put("PARLEY_PEERS_TOOL", ports.url(ServiceName.TOOL));
        if (service == ServiceName.AGENT) {
            settings.put("PARLEY_MODEL_BASE_URL", Ports.url(ports.model()) + "/v1");
            settings.put("PARLEY_MODEL_API_KEY", "offline");
            settings.put("PARLEY_OPERATIONS_TENANT", "operations");
        }
        if (service == ServiceName.TOOL) {
            settings.put("PARLEY_OPERATIONS_TENANT", "operations");
            settings.put("PARLEY_CREDENTIALS_KEYS", "local:" + secrets.credentialsKey());
        }
        return settings;
    }

    private String jdbcUrl(ServiceName service) {
        return "jdbc:postgresql://%s/%s"
                .formatted(Ports.address(ports.postgres()), service.database());
    }
}
