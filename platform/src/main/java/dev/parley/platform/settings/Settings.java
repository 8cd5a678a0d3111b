package dev.parley.platform.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The settings of this service: what its config mappings declare and what its configuration files
 * refer to. Nobody keeps a list of them by hand.
 */
@ApplicationScoped
public class Settings {

    private static final String REQUIRED = "required";
    private static final String NONE = "–";

    /** The way to write a list element by element; here a list is one value with commas. */
    private static final String ELEMENT = "[*]";

    /** What every process of a suite may be told, whether it reads it or not. */
    private static final List<Setting> OF_EVERY_SERVICE =
            List.of(
                    new Setting("parley.port", NONE),
                    new Setting("parley.instance", NONE),
                    new Setting("parley.redis.url", NONE),
                    new Setting("parley.peers.conversation", NONE),
                    new Setting("parley.peers.agent", NONE),
                    new Setting("parley.peers.tool", NONE));

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(parley\\.[a-z0-9.-]+)(?::([^}]*))?}");

    private final SmallRyeConfig config;
    private final BeanManager beans;

    @Inject
    Settings(Config config, BeanManager beans) {
        this.config = config.unwrap(SmallRyeConfig.class);
        this.beans = beans;
    }

    /** All settings of this service, by key. */
    public Collection<Setting> known() {
        Map<String, Setting> known = new TreeMap<>();
        OF_EVERY_SERVICE.forEach(setting -> known.put(setting.key(), setting));
        sources().forEach(source -> addReferences(source, known));
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .flatMap(bean -> bean.getTypes().stream())
                .distinct()
                .forEach(type -> addMapping(type, known));
        return known.values();
    }

    /** Every name that any source gives a value. */
    List<String> given() {
        return sources().stream().flatMap(Settings::names).distinct().sorted().toList();
    }

    /** Of an environment SmallRye adds guesses at what its variables may mean; only they count. */
    private static Stream<String> names(ConfigSource source) {
        return source.getPropertyNames().stream()
                .filter(name ->
                        !(source instanceof EnvConfigSource)
                                || name.startsWith(Setting.VARIABLE_ROOT)
                                || System.getenv().containsKey(name));
    }

    private List<ConfigSource> sources() {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false).toList();
    }

    private static void addReferences(ConfigSource source, Map<String, Setting> known) {
        for (String name : source.getPropertyNames()) {
            String value = name.startsWith(Setting.VARIABLE_ROOT) ? null : source.getValue(name);
            Matcher reference = REFERENCE.matcher(value == null ? "" : value);
            while (reference.find()) {
                String fallback = reference.group(2) == null ? REQUIRED : reference.group(2);
                known.put(reference.group(1), new Setting(reference.group(1), fallback));
            }
        }
    }

    private static void addMapping(Type type, Map<String, Setting> known) {
        if (type instanceof Class<?> mapping
                && mapping.isInterface()
                && mapping.isAnnotationPresent(ConfigMapping.class)
                && mapping.getAnnotation(ConfigMapping.class).prefix().startsWith("parley")) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping)).entrySet().stream()
                    .filter(entry -> !entry.getKey().endsWith(ELEMENT))
                    .map(entry -> new Setting(entry.getKey(), defaultOf(entry.getValue())))
                    .forEach(setting -> known.put(setting.key(), setting));
        }
    }

    private static String defaultOf(Property property) {
        if (property.hasDefaultValue()) {
            return property.getDefaultValue();
        }
        // An optional list counts as a list to SmallRye, and as required.
        boolean optional =
                property.isOptional()
                        || property.getMethod().getReturnType().equals(Optional.class);
        return optional || property.isMap() ? NONE : REQUIRED;
    }
}
