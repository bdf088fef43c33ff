package de.lopezitwelt.auth.servicetoken;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.token.access.AccessToken;
import de.lopezitwelt.auth.token.access.AccessTokenIssuer;
import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;

/** Client credentials of the services (RFC 6749 §4.4). Secrets are random, 256 bits: SHA-256 is enough to store them. */
@ApplicationScoped
class ServiceTokenService {
    private static final String NO_SECRET = "0".repeat(64);

    private final ServiceClients clients;
    private final AccessTokenIssuer issuer;

    ServiceTokenService(ServiceClients clients, AccessTokenIssuer issuer) {
        this.clients = clients;
        this.issuer = issuer;
    }

    record Issued(AccessToken token, Set<String> scopes) {}

    /** @param wanted empty for everything the service may do */
    Issued issue(String service, String secret, Set<String> wanted) {
        ServiceClients.Client client = clients.byName().get(service);
        String expected = client == null
                ? NO_SECRET
                : client.secretSha256().map(String::strip).orElse(NO_SECRET);
        if (!MessageDigest.isEqual(ascii(Sha256.hex(secret)), ascii(expected)) || client == null) {
            throw new ProblemException(AuthProblem.INVALID_CLIENT);
        }
        Set<String> allowed = client.scopes().orElse(Set.of());
        if (!allowed.containsAll(wanted)) {
            throw ProblemException.invalid("scope", "holds a scope this service may not have");
        }
        Set<String> scopes = new TreeSet<>(wanted.isEmpty() ? allowed : wanted);
        return new Issued(issuer.forService(service, scopes), scopes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
