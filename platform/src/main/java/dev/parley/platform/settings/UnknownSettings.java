package dev.parley.platform.settings;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends the start of a service that was given a setting which does not exist: a misspelt one would
 * otherwise leave its default in force without a word. Names only, since a value may be a secret.
 */
@ApplicationScoped
class UnknownSettings {

    /** The launcher's own; somebody who starts a service by hand may have them as well. */
    private static final Set<String> OF_THE_LAUNCHER =
            Set.of("PARLEY_HOME", "PARLEY_PORT_OFFSET", "PARLEY_ROOT");

    private final Settings settings;

    @Inject
    UnknownSettings(Settings settings) {
        this.settings = settings;
    }

    void refuse(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        Optional<String> refusal = refusal(settings.given(), settings.known());
        if (refusal.isPresent()) {
            throw new ConfigurationException(refusal.get());
        }
    }

    /** A sentence that names all unknown settings, each with the known one that is nearest. */
    static Optional<String> refusal(Collection<String> given, Collection<Setting> known) {
        List<String> unknown =
                given.stream()
                        .map(UnknownSettings::withoutProfile)
                        .filter(UnknownSettings::isOurs)
                        .filter(name -> known.stream().noneMatch(one -> one.isMeantBy(name)))
                        .distinct()
                        .map(name -> describe(name, known))
                        .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" ", unknown) + " The service does not start.");
    }

    private static String describe(String name, Collection<Setting> known) {
        boolean variable = name.startsWith(Setting.VARIABLE_ROOT);
        String nearest =
                known.stream()
                        .map(setting -> variable ? setting.variable() : setting.key())
                        .min(Comparator.comparingInt(key -> EditDistance.between(name, key)))
                        .orElseThrow();
        return "There is no setting %s; the nearest is %s.".formatted(name, nearest);
    }

    private static boolean isOurs(String name) {
        boolean root = name.startsWith(Setting.ROOT) || name.startsWith(Setting.VARIABLE_ROOT);
        return root && !OF_THE_LAUNCHER.contains(name);
    }

    private static String withoutProfile(String name) {
        return name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
    }
}
