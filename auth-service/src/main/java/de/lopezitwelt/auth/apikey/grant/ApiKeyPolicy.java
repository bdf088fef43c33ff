package de.lopezitwelt.auth.apikey.grant;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.problem.Violation;
import java.time.Instant;
import java.util.Optional;

/** The rights that a key may get. */
public final class ApiKeyPolicy {
    private ApiKeyPolicy() {}

    public static Optional<Violation> objection(Grant grant, Instant now) {
        for (String scope : grant.permissions()) {
            if (!Scopes.API.contains(scope)) {
                return Optional.of(new Violation("scopes", "must be among " + sortedScopes()));
            }
        }
        Instant expiresAt = grant.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return Optional.of(new Violation("expires_at", "must be in the future"));
        }
        return Optional.empty();
    }

    private static String sortedScopes() {
        return String.join(", ", Scopes.API.stream().sorted().toList());
    }
}
