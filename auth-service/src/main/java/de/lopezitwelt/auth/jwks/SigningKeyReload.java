package de.lopezitwelt.auth.jwks;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks for rotated keys from time to time, off the event loop. */
@ApplicationScoped
class SigningKeyReload {
    private final SigningKeys keys;
    private final Vertx vertx;
    private final Duration interval;
    private long timer = -1;

    /** @param interval how soon a changed key file is noticed */
    SigningKeyReload(
            SigningKeys keys,
            Vertx vertx,
            @ConfigProperty(name = "lopez.auth.signing-keys-reload", defaultValue = "5s") Duration interval) {
        this.keys = keys;
        this.vertx = vertx;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                interval.toMillis(),
                id -> vertx.executeBlocking(() -> {
                    keys.reloadIfChanged();
                    return id;
                }));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }
}
