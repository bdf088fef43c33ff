package de.lopezitwelt.platform.web.identity.credential;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start a production process that could not prove its identity, instead of failing at its first call. */
@Singleton
class ProductionReadiness {
    private static final int SHORTEST_SECRET = 16;

    private final Optional<String> secret;

    ProductionReadiness(@ConfigProperty(name = "lopez.service.secret") Optional<String> secret) {
        this.secret = secret;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        check(LaunchMode.current());
    }

    void check(LaunchMode mode) {
        if (mode == LaunchMode.NORMAL && secret.orElse("").length() < SHORTEST_SECRET) {
            throw new IllegalStateException(
                    "lopez.service.secret is missing or shorter than " + SHORTEST_SECRET + " characters");
        }
    }
}
