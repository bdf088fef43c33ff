package de.lopezitwelt.auth.token.access;

import java.time.Duration;

/** A signed token with its lifetime. */
public record AccessToken(String value, Duration lifetime) {
    @Override
    public String toString() {
        return "AccessToken";
    }
}
