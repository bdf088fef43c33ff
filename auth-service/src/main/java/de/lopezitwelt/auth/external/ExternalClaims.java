package de.lopezitwelt.auth.external;

import de.lopezitwelt.auth.external.oidc.Provider;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider's claims about a user.
 *
 * @param verifiedEmail null unless the provider has verified it, or is trusted to
 * @param role null when the provider does not decide about roles
 */
record ExternalClaims(
        String provider,
        String issuer,
        String subject,
        @Nullable EmailAddress verifiedEmail,
        String name,
        @Nullable UserRole role) {
    private static final int LONGEST_NAME = 255;

    static ExternalClaims of(Provider provider, Map<String, Object> claims) {
        EmailAddress email = vouchedFor(claims, provider.config().trustEmail())
                ? email(claims).orElse(null)
                : null;
        return new ExternalClaims(
                provider.id(),
                provider.issuer(),
                String.valueOf(claims.get("sub")),
                email,
                name(claims, email),
                provider.config()
                        .roles()
                        .map(roles -> RoleMappingPolicy.of(roles).role(claims))
                        .orElse(null));
    }

    /** Some providers send the boolean as text. @param trusted where the provider does not say */
    private static boolean vouchedFor(Map<String, Object> claims, boolean trusted) {
        Object verified = claims.get("email_verified");
        return verified == null ? trusted : "true".equals(String.valueOf(verified));
    }

    private static Optional<EmailAddress> email(Map<String, Object> claims) {
        return claims.get("email") instanceof String text ? EmailAddress.parse(text) : Optional.empty();
    }

    private static String name(Map<String, Object> claims, @Nullable EmailAddress email) {
        Object name =
                claims.get("name") instanceof String text && !text.isBlank() ? text : claims.get("preferred_username");
        String chosen =
                name instanceof String text && !text.isBlank() ? text.strip() : email == null ? "" : email.normalised();
        return chosen.length() <= LONGEST_NAME ? chosen : chosen.substring(0, LONGEST_NAME);
    }

    @Override
    public String toString() {
        return "ExternalClaims of " + provider;
    }
}
