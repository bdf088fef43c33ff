package de.lopezitwelt.platform.web.settings;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Ends the start of a production process that was told something that cannot be meant. */
@Singleton
class SettingsCheck {
    private final Config config;
    private final boolean sharedEnvironment;

    /**
     * @param sharedEnvironment the environment also speaks to other programs, as that of {@code ./lopez up} does; what this service does not
     *     know in it is theirs
     */
    SettingsCheck(
            Config config,
            @ConfigProperty(name = "lopez.settings.shared-environment", defaultValue = "false")
                    boolean sharedEnvironment) {
        this.config = config;
        this.sharedEnvironment = sharedEnvironment;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            List<String> objections = objections();
            if (!objections.isEmpty()) {
                throw new IllegalStateException("Not started: " + String.join("; ", objections));
            }
        }
    }

    private List<String> objections() {
        return SettingsPolicy.objections(
                SecretFiles.asked(),
                toldBySources(),
                sharedEnvironment ? Set.of() : System.getenv().keySet(),
                durations(),
                key -> config.getOptionalValue(key, String.class).orElse(""));
    }

    private Set<String> toldBySources() {
        var told = new TreeSet<String>();
        for (ConfigSource source : config.getConfigSources()) {
            // Below zero are defaults, which the code itself has told.
            if (source.getOrdinal() >= 0 && !source.getName().startsWith("EnvConfigSource")) {
                told.addAll(source.getPropertyNames());
            }
        }
        return told;
    }

    /** Keys of all configuration interfaces in use that hold a time. */
    private static Set<String> durations() {
        var interfaces = new HashSet<Class<?>>();
        for (Bean<?> bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
            bean.getTypes().stream()
                    .filter(type -> type instanceof Class<?> known && known.isAnnotationPresent(ConfigMapping.class))
                    .forEach(type -> interfaces.add((Class<?>) type));
        }
        var keys = new TreeSet<String>();
        interfaces.forEach(type -> keys.addAll(SettingsPolicy.durationKeys(type)));
        return keys;
    }
}
