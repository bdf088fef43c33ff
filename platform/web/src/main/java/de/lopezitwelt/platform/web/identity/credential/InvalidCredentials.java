package de.lopezitwelt.platform.web.identity.credential;

import io.quarkus.security.AuthenticationFailedException;

/** Why credentials were refused: for the log at DEBUG, never for the client, which gets the same 401 for all reasons. */
final class InvalidCredentials {
    private InvalidCredentials() {}

    static AuthenticationFailedException because(String reason) {
        return new AuthenticationFailedException(reason);
    }
}
