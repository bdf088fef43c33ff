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

/** Ends the start of a production process whose settings cannot be intended. */
@Singleton
class SettingsCheck {
    private final Config config;
    private final boolean sharedEnvironment;

    /**
     * @param sharedEnvironment whether other programs read the same environment, as with {@code ./lopez up}; unknown
     *     variables in it belong to them
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
            // Sources below zero are defaults of the code itself.
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
