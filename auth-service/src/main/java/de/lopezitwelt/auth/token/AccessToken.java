package de.lopezitwelt.auth.token;

import java.time.Duration;

/** A signed token and how long it is valid. */
public record AccessToken(String value, Duration lifetime) {
    @Override
    public String toString() {
        return "AccessToken";
    }
}
