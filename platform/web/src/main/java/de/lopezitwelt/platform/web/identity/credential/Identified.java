package de.lopezitwelt.platform.web.identity.credential;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.HashSet;
import java.util.Set;

/**
 * The caller behind a credential, cached: requests with the same credential share it, because building it costs more than
 * finding it.
 *
 * @param caller without an origin, which is the request's
 * @param identity the same for Quarkus: scopes and the authorities of the platform's roles
 */
record Identified(Caller caller, SecurityIdentity identity) {
    static Identified of(Caller caller) {
        return new Identified(
                caller,
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(caller.userId()))
                        .addRoles(authoritiesOf(caller))
                        .build());
    }

    private static Set<String> authoritiesOf(Caller caller) {
        var authorities = new HashSet<>(caller.scopes());
        for (PlatformRole role : PlatformRole.values()) {
            if (caller.holds(role)) {
                authorities.add(role.authority());
            }
        }
        return authorities;
    }
}
