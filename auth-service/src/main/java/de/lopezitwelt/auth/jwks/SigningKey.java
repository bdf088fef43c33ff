package de.lopezitwelt.auth.jwks;

import java.security.PrivateKey;

/** The key that signs at the moment. */
public record SigningKey(String id, PrivateKey privateKey) {
    @Override
    public String toString() {
        return "SigningKey " + id;
    }
}
