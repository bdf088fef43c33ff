package de.lopezitwelt.auth;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** The one random source of secrets. */
final class RandomProducer {
    @Produces
    @Singleton
    SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
