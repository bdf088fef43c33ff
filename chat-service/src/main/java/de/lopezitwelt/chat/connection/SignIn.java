package de.lopezitwelt.chat.connection;

import de.lopezitwelt.runtime.mcp.oauth.SignInTarget;
import java.net.URI;
import java.time.Instant;

/** A sign-in that is under way: who began it, for which server, and until when it may end. */
record SignIn(String userId, String server, Instant expiresAt, Secrets secrets) {

    /**
     * The sealed part.
     *
     * @param redirectUri the URI that was sent: the request with the code must repeat it (RFC 6749 §4.1.3)
     * @param verifier of PKCE (RFC 7636): a stolen code is worthless without it
     */
    record Secrets(SignInTarget target, URI redirectUri, String verifier) {
        @Override
        public String toString() {
            return "Secrets";
        }
    }
}
