package de.lopezitwelt.auth.encryption;

import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.web.sealing.ColumnCipher;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import de.lopezitwelt.platform.web.sealing.Resealing;
import de.lopezitwelt.platform.web.sealing.SealedColumn;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key set of auth, and the columns that it seals for good; secrets that are good once. Without keys nothing starts. */
@ApplicationScoped
class ColumnSealing {
    private static final List<SealedColumn> COLUMNS =
            List.of(new SealedColumn("users", "encrypted_data"), new SealedColumn("api_keys", "encrypted_permissions"));

    private final Resealing resealing;

    /** @param interval how soon a changed keyset is noticed */
    ColumnSealing(
            ColumnCipher cipher,
            @ReactiveDataSource("worker") Pool worker,
            Leases leases,
            Vertx vertx,
            @ConfigProperty(name = "lopez.auth.keyset-reload", defaultValue = "5s") Duration interval) {
        this.resealing = new Resealing(cipher, COLUMNS, worker, leases, vertx, interval);
    }

    @Startup
    @Produces
    @Singleton
    static ColumnCipher cipher(@ConfigProperty(name = "lopez.auth.keyset-file") Path keysetFile) {
        return new ColumnCipher(keysetFile, "auth");
    }

    @Produces
    @Singleton
    static OneTimeSecrets secrets(SecureRandom random) {
        return new OneTimeSecrets(random);
    }

    void start(@Observes StartupEvent event) {
        resealing.start();
    }

    void stop(@Observes ShutdownEvent event) {
        resealing.stop();
    }
}
