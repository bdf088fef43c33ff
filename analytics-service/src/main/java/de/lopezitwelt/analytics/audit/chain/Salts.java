package de.lopezitwelt.analytics.audit.chain;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Salts of personal parts. */
@ApplicationScoped
public class Salts {
    private final SecureRandom random = new SecureRandom();

    public byte[] next() {
        byte[] salt = new byte[Digest.LENGTH];
        random.nextBytes(salt);
        return salt;
    }
}
