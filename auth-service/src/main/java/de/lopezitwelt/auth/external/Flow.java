package de.lopezitwelt.auth.external;

import java.time.Instant;

/**
 * A sign-in that is under way.
 *
 * @param flow digest of the secret that the browser keeps: another one's browser cannot finish it
 * @param verifier PKCE's (RFC 7636): a stolen code is worth nothing without it
 */
record Flow(String provider, String flow, String nonce, String verifier, Instant expiresAt) {
    @Override
    public String toString() {
        return "Flow with " + provider;
    }
}
