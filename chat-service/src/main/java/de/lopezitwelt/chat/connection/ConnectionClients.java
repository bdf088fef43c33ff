package de.lopezitwelt.chat.connection;

import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.oauth.OAuthClient;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure;
import de.lopezitwelt.runtime.mcp.oauth.ServerSignIns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The OAuth clients of the platform: one for each server, authorization server and redirect URI. */
@ApplicationScoped
class ConnectionClients {
    private static final Duration BEFORE_THE_END = Duration.ofHours(1);

    private final SignInRepository rows;
    private final Clock clock;

    ConnectionClients(SignInRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    ServerSignIns.Clients of(McpServer server, URI redirectUri) {
        return (issuer, registration) -> {
            String id = id(server.name(), issuer, redirectUri);
            return rows.findClient(id)
                    .chain(known -> known != null && isGood(known)
                            ? Uni.createFrom().item(known)
                            : registration.get().call(made -> rows.storeClient(id, made)));
        };
    }

    private boolean isGood(OAuthClient client) {
        Instant end = client.secretExpiresAt();
        return end == null || clock.instant().plus(BEFORE_THE_END).isBefore(end);
    }

    /** Drops the client when the failure says that the authorization server has forgotten it: the next sign-in registers again. */
    Uni<Void> forget(String server, String issuer, URI redirectUri, Throwable failure) {
        return failure instanceof OAuthFailure known && known.kind() == OAuthFailure.Kind.UNKNOWN_CLIENT
                ? rows.deleteClient(id(server, issuer, redirectUri))
                : Uni.createFrom().voidItem();
    }

    private static String id(String server, String issuer, URI redirectUri) {
        return OneTimeSecrets.digest(String.join("\n", server, issuer, redirectUri.toString()));
    }
}
