package de.lopezitwelt.auth.token.rotation;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the plain parts of rotation from the configuration. */
final class RefreshProducer {
    @Produces
    @Singleton
    RotationPolicy rotationPolicy(RefreshConfig config) {
        return new RotationPolicy(config.grace(), config.idle(), config.absolute());
    }

    /** @param key base64 of at least 32 bytes, the same on all instances */
    @Produces
    @Singleton
    @Startup
    RefreshSecrets refreshSecrets(@ConfigProperty(name = "lopez.auth.refresh-key") String key, SecureRandom random) {
        return new RefreshSecrets(Base64.getDecoder().decode(key.strip()), random);
    }
}
