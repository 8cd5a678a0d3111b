package dev.parley.platform.testing;

import dev.parley.local.infrastructure.LocalInfrastructure;
import dev.parley.local.issuer.LocalIssuer;
import dev.parley.local.issuer.TokenMinter;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.model.OfflineModelServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts what a service stands on, on free ports in a temporary folder, and points the service
 * under test at it.
 */
public class LocalSuite implements QuarkusTestResourceLifecycleManager {

    private static LocalSuite running;

    private LocalInfrastructure infrastructure;
    private LocalIssuer issuer;
    private OfflineModelServer model;

    /** The suite that serves the running tests. */
    public static LocalSuite current() {
        return running;
    }

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("parley-test");
            Ports ports = Ports.free();
            infrastructure = LocalInfrastructure.start(folder, ports);
            issuer = LocalIssuer.start(folder, ports);
            model = OfflineModelServer.start(0);
            running = this;
            return settings(RunsAs.fromWorkingDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(ServiceName service) {
        Map<String, String> settings = new HashMap<>();
        infrastructure
                .settingsFor(service)
                .forEach((name, value) -> settings.put(toProperty(name), value));
        settings.computeIfPresent("parley.model.base-url", (key, url) -> model.baseUrl() + "/v1");
        settings.put("quarkus.http.test-port", "0");
        settings.put("parley.log.json", "false");
        return settings;
    }

    private static String toProperty(String variable) {
        return switch (variable) {
            case "PARLEY_POSTGRES_OWNER_PASSWORD" -> "parley.postgres.owner-password";
            case "PARLEY_KAFKA_BOOTSTRAP_SERVERS" -> "parley.kafka.bootstrap-servers";
            case "PARLEY_MODEL_BASE_URL" -> "parley.model.base-url";
            case "PARLEY_MODEL_API_KEY" -> "parley.model.api-key";
            default -> variable.toLowerCase(Locale.ROOT).replace('_', '.');
        };
    }

    /** Postgres, Redis and Kafka. */
    public LocalInfrastructure infrastructure() {
        return infrastructure;
    }

    /** The model provider. */
    public OfflineModelServer model() {
        return model;
    }

    /** A user's token. */
    public static String token(String user, String tenant, String... groups) {
        return current()
                .issuer
                .tokens()
                .mint(
                        new TokenMinter.UserToken(
                                user, tenant, List.of(groups), Duration.ofHours(1)));
    }

    /** A token with claims of the test's own choice, signed by the issuer. */
    public static String signed(Map<String, Object> claims) {
        return current().issuer.tokens().sign(claims);
    }

    @Override
    public void stop() {
        model.close();
        issuer.close();
        infrastructure.close();
    }
}
