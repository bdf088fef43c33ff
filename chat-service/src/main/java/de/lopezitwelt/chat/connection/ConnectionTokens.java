package de.lopezitwelt.chat.connection;

import de.lopezitwelt.chat.connection.ToolConnection.Secrets;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.oauth.AccessToken;
import de.lopezitwelt.runtime.mcp.oauth.AccessTokens;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure;
import de.lopezitwelt.runtime.mcp.oauth.PersonTokens;
import de.lopezitwelt.runtime.mcp.oauth.ServerSignIns;
import de.lopezitwelt.runtime.mcp.oauth.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Gives replies the tokens of their person, renewed in time. A refresh token works once, so one instance renews while the
 * others wait for it. No row stays locked during calls of foreign servers.
 */
@Singleton
class ConnectionTokens implements AccessTokens {
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(30);
    private static final Duration STORING = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final ToolConnectionRepository connections;
    private final ConnectionClients clients;
    private final ConnectionJournal journal;
    private final ServerSignIns signIns;
    private final Clock clock;
    private final Actor self;

    ConnectionTokens(
            ToolConnectionRepository connections,
            ConnectionClients clients,
            ConnectionJournal journal,
            ServerSignIns signIns,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.connections = connections;
        this.clients = clients;
        this.journal = journal;
        this.signIns = signIns;
        this.clock = clock;
        this.self = Actor.ofService(service);
    }

    @Override
    public PersonTokens of(String userId, McpServer server) {
        return new PersonTokens() {
            @Override
            public Uni<@Nullable AccessToken> current() {
                return connections.find(userId, server.name()).chain(found -> usable(server, Usable.of(found, server)));
            }

            @Override
            public Uni<@Nullable AccessToken> renewed(AccessToken refused) {
                return connections
                        .find(userId, server.name())
                        .chain(found -> another(server, Usable.of(found, server), refused));
            }

            @Override
            public Uni<Void> ended(AccessToken refused) {
                return connections.findById(refused.connection()).chain(found -> {
                    Usable usable = Usable.of(found, server);
                    return usable == null || !usable.token().equals(refused)
                            ? Uni.createFrom().voidItem()
                            : end(usable.connection());
                });
            }

            @Override
            public Uni<Void> wants(AccessToken lacking, String scope) {
                return connections.findById(lacking.connection()).chain(found -> {
                    String wanted = found == null ? null : ScopePolicy.joined(found.wantedScopes(), scope);
                    return found == null || wanted == null || wanted.equals(found.wantedScopes())
                            ? Uni.createFrom().voidItem()
                            : connections.want(found.id(), wanted);
                });
            }
        };
    }

    /** A sign-in that has not ended, with its opened secrets. */
    private record Usable(ToolConnection connection, Secrets secrets) {

        /** Null unless the tokens were made for the server's present address: the catalog may have changed. */
        static @Nullable Usable of(@Nullable ToolConnection found, McpServer server) {
            if (found == null || found.endedAt() != null || found.secrets() == null) {
                return null;
            }
            return found.secrets().target().serverUrl().equals(server.url())
                    ? new Usable(found, found.secrets())
                    : null;
        }

        AccessToken token() {
            return connection.token(secrets);
        }
    }

    private Uni<@Nullable AccessToken> usable(McpServer server, @Nullable Usable usable) {
        if (usable == null) {
            return Uni.createFrom().nullItem();
        }
        Instant now = clock.instant();
        boolean renewable = usable.secrets().tokens().refresh() != null;
        if (!usable.connection().isOver(renewable ? now.plus(BEFORE_THE_END) : now)) {
            return Uni.createFrom().item(usable.token());
        }
        return renew(server, usable)
                .onFailure(failure -> !usable.connection().isOver(clock.instant()))
                .recoverWithItem(usable.token());
    }

    private Uni<@Nullable AccessToken> another(McpServer server, @Nullable Usable usable, AccessToken refused) {
        return usable == null || !usable.token().equals(refused) ? usable(server, usable) : renew(server, usable);
    }

    private Uni<@Nullable AccessToken> renew(McpServer server, Usable usable) {
        String refresh = usable.secrets().tokens().refresh();
        if (refresh == null) {
            return end(usable.connection()).replaceWith((AccessToken) null);
        }
        Instant until = clock.instant().plus(server.timeout()).plus(STORING);
        return connections
                .claimRenewal(usable.connection(), clock.instant(), until)
                .chain(mine -> mine ? renew(server, usable, refresh) : others(server, usable, until));
    }

    private Uni<@Nullable AccessToken> renew(McpServer server, Usable usable, String refresh) {
        ToolConnection connection = usable.connection();
        return signIns.renew(server, usable.secrets().target(), refresh)
                .chain(tokens -> store(connection, usable.secrets(), tokens))
                .onFailure(ConnectionTokens::isFinal)
                .recoverWithUni(failure -> clients.forget(
                                server.name(),
                                usable.secrets().target().issuer(),
                                usable.secrets().redirectUri(),
                                failure)
                        .chain(() -> end(connection))
                        .replaceWith((AccessToken) null))
                .onFailure()
                .call(() -> connections.giveUpRenewal(connection.id()));
    }

    private Uni<@Nullable AccessToken> store(ToolConnection connection, Secrets before, Tokens tokens) {
        Secrets fresh = new Secrets(before.target(), before.redirectUri(), tokens);
        String scopes = tokens.scope() == null ? connection.scopes() : ScopePolicy.joined(tokens.scope(), null);
        return connections
                .markRenewed(connection.id(), fresh, scopes, expiry(tokens, clock.instant()))
                .replaceWith(connection.token(fresh));
    }

    /** Null when the authorization server does not say it. */
    static @Nullable Instant expiry(Tokens tokens, Instant now) {
        return tokens.expiresIn() == null ? null : now.plusSeconds(tokens.expiresIn());
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof OAuthFailure known
                && (known.kind() == OAuthFailure.Kind.REFUSED || known.kind() == OAuthFailure.Kind.UNKNOWN_CLIENT);
    }

    /** Waits for the renewal by another instance or by another reply of the person. */
    private Uni<@Nullable AccessToken> others(McpServer server, Usable usable, Instant until) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(LOOK_AGAIN)
                .chain(() -> connections.findById(usable.connection().id()))
                .chain(found -> {
                    Usable now = Usable.of(found, server);
                    if (now == null
                            || now.connection().version() != usable.connection().version()) {
                        return Uni.createFrom().item(now == null ? null : now.token());
                    }
                    return clock.instant().isBefore(until)
                            ? renew(server, now)
                            : Uni.createFrom()
                                    .failure(new OAuthFailure(
                                            OAuthFailure.Kind.AWAY, "the sign-in cannot be renewed now"));
                });
    }

    private Uni<Void> end(ToolConnection connection) {
        return connections.inTransaction(transaction -> connections
                .markEnded(transaction, connection.id(), connection.version(), clock.instant())
                .chain(ended -> ended
                        ? journal.ended(transaction, connection, self)
                        : Uni.createFrom().voidItem()));
    }
}
