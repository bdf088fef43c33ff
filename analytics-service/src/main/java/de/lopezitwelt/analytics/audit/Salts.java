package de.lopezitwelt.analytics.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Salts of personal parts. */
@ApplicationScoped
class Salts {
    private final SecureRandom random = new SecureRandom();

    byte[] next() {
        byte[] salt = new byte[Digest.LENGTH];
        random.nextBytes(salt);
        return salt;
    }
}
