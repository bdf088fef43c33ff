package de.lopezitwelt.auth.external;

import java.time.Instant;

/**
 * A sign-in that has been started.
 *
 * @param flow digest of the secret that the browser keeps: another browser cannot finish it
 * @param verifier of PKCE (RFC 7636): a stolen code is worthless without it
 */
record Flow(String provider, String flow, String nonce, String verifier, Instant expiresAt) {
    @Override
    public String toString() {
        return "Flow with " + provider;
    }
}
