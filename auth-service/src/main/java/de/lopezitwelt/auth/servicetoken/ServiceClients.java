package de.lopezitwelt.auth.servicetoken;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The services that may fetch tokens, by name. */
@ConfigMapping(prefix = "lopez.auth.service-clients")
public interface ServiceClients {
    @WithParentName
    Map<String, Client> byName();

    /** One service. */
    interface Client {
        /** Lower-case hex SHA-256 of its secret; without it the service gets no token. */
        Optional<String> secretSha256();

        /** What its tokens may do, at most. */
        Optional<Set<String>> scopes();
    }
}
