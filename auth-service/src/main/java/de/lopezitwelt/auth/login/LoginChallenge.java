package de.lopezitwelt.auth.login;

import java.util.List;

/**
 * The password was right; a code is still missing.
 *
 * @param challenge opaque, to be sent with the code
 * @param expiresIn seconds within which the code must come
 * @param methods what kinds of code are accepted
 */
public record LoginChallenge(String challenge, long expiresIn, List<String> methods) {
    @Override
    public String toString() {
        return "LoginChallenge";
    }
}
