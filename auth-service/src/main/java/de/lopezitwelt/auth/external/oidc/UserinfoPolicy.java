package de.lopezitwelt.auth.external.oidc;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which claims come from userinfo: those that the ID token leaves out (OpenID Connect Core §5.3 and §5.4). */
public final class UserinfoPolicy {
    private static final String SUBJECT = "sub";
    private static final String EMAIL = "email";
    private static final String EMAIL_VERIFIED = "email_verified";

    private UserinfoPolicy() {}

    /** Whether the ID token lacks the e-mail address, or the claim that decides about roles. */
    public static boolean isNeeded(Provider provider, Map<String, Object> idToken) {
        boolean roles = provider.config()
                .roles()
                .map(ExternalConfig.Roles::claim)
                .map(claim -> idToken.containsKey(claim) || idToken.containsKey(claim.split("\\.", 2)[0]))
                .orElse(true);
        return provider.userinfoEndpoint() != null && !(idToken.containsKey(EMAIL) && roles);
    }

    /**
     * The claims of the ID token and those that it leaves out. An address and whether it is verified come from the same place.
     *
     * @throws IdTokens.InvalidIdToken when userinfo is about somebody else
     */
    public static Map<String, Object> merged(Map<String, Object> idToken, Map<String, Object> userinfo) {
        if (!String.valueOf(idToken.get(SUBJECT)).equals(userinfo.get(SUBJECT))) {
            throw new IdTokens.InvalidIdToken("its userinfo is about somebody else");
        }
        Map<String, Object> claims = new LinkedHashMap<>(userinfo);
        if (idToken.containsKey(EMAIL)) {
            claims.remove(EMAIL_VERIFIED);
            claims.putAll(idToken);
        } else {
            Object verified = userinfo.get(EMAIL_VERIFIED);
            claims.putAll(idToken);
            claims.remove(EMAIL_VERIFIED);
            if (verified != null) {
                claims.put(EMAIL_VERIFIED, verified);
            }
        }
        return claims;
    }
}
