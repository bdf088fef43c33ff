package de.lopezitwelt.chat.connection;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure;
import de.lopezitwelt.runtime.mcp.oauth.ServerSignIns;
import de.lopezitwelt.runtime.mcp.oauth.SignInTarget;
import de.lopezitwelt.runtime.mcp.oauth.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sign-ins to MCP servers: authorization code with PKCE, begun and ended by the same person (MCP, Authorization; RFC 9700). */
@ApplicationScoped
class ToolConnectionService {
    private static final Logger LOG = Logger.getLogger(ToolConnectionService.class);

    private final ToolSignInConfig config;
    private final ModelCatalog catalog;
    private final ConnectionSeal seal;
    private final ToolConnectionRepository connections;
    private final SignInRepository begun;
    private final ConnectionClients clients;
    private final ConnectionJournal journal;
    private final ServerSignIns signIns;
    private final OneTimeSecrets secrets;
    private final IdGenerator ids;
    private final Clock clock;

    ToolConnectionService(
            ToolSignInConfig config,
            ModelCatalog catalog,
            ConnectionSeal seal,
            ToolConnectionRepository connections,
            SignInRepository begun,
            ConnectionClients clients,
            ConnectionJournal journal,
            ServerSignIns signIns,
            OneTimeSecrets secrets,
            IdGenerator ids,
            Clock clock) {
        this.config = config;
        this.catalog = catalog;
        this.seal = seal;
        this.connections = connections;
        this.begun = begun;
        this.clients = clients;
        this.journal = journal;
        this.signIns = signIns;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The address at which the person signs in.
     *
     * @param expiresIn seconds until the sign-in must have ended
     */
    @Schema(name = "ToolSignInStart")
    record Started(String authorizationUrl, long expiresIn) {
        @Override
        public String toString() {
            return "Started";
        }
    }

    /**
     * The parameters with which the authorization server has sent the browser back (RFC 6749 §4.1.2).
     *
     * @param code null when it has refused
     * @param issuer RFC 9207's {@code iss}
     * @param error the reason of a refusal
     */
    record Callback(
            String state,
            @Nullable String code,
            @Nullable String issuer,
            @Nullable String error) {
        @Override
        public String toString() {
            return "Callback";
        }
    }

    /** Every server that people sign in to, with the caller's own sign-ins. */
    Uni<List<ConnectionView>> list(Caller caller) {
        return connections.findByUser(caller.userId()).map(own -> {
            List<ConnectionView> views = new ArrayList<>();
            for (McpServer server : catalog.snapshot().tools().mcpServers()) {
                if (server.oauth() != null) {
                    views.add(own.stream()
                            .filter(connection -> connection.server().equals(server.name()))
                            .findFirst()
                            .map(connection -> ConnectionView.of(connection, true))
                            .orElseGet(() -> ConnectionView.none(server.name())));
                }
            }
            own.stream()
                    .filter(connection -> registered(connection.server()).isEmpty())
                    .forEach(connection -> views.add(ConnectionView.of(connection, false)));
            return views;
        });
    }

    Uni<Started> start(Caller caller, String name) {
        McpServer server = registered(name)
                .orElseThrow(() -> ProblemException.invalid("server", "is not a server that people sign in to"));
        URI redirectUri = redirectUri();
        return connections
                .find(caller.userId(), name)
                .chain(before -> signIns.target(server, redirectUri, more(before), clients.of(server, redirectUri)))
                .onFailure(OAuthFailure.class)
                .transform(failure -> unusable(server, failure))
                .chain(target -> {
                    String state = secrets.next();
                    String verifier = secrets.next();
                    Instant now = clock.instant();
                    SignIn signIn = new SignIn(
                            caller.userId(),
                            name,
                            now.plus(config.signInLife()),
                            new SignIn.Secrets(target, redirectUri, verifier));
                    String url = ServerSignIns.authorizationUrl(
                            target, redirectUri, state, OneTimeSecrets.challenge(verifier));
                    return connections
                            .inTransaction(transaction -> connections
                                    .isErased(transaction, caller.userId())
                                    .invoke(ToolConnectionService::refuseErased)
                                    .chain(() -> begun.store(transaction, OneTimeSecrets.digest(state), signIn, now)))
                            .replaceWith(new Started(url, config.signInLife().toSeconds()));
                });
    }

    /** The rights that the person has granted, with those that the server has asked for since; null when it asked for none. */
    private static @Nullable String more(@Nullable ToolConnection before) {
        return before == null || before.wantedScopes() == null
                ? null
                : ScopePolicy.joined(before.scopes(), before.wantedScopes());
    }

    /** Every attempt uses up the state. */
    Uni<ConnectionView> complete(Caller caller, Callback callback) {
        return begun.take(OneTimeSecrets.digest(callback.state())).chain(taken -> {
            SignIn signIn = require(taken, caller, callback);
            McpServer server = registered(signIn.server())
                    .filter(known ->
                            known.url().equals(signIn.secrets().target().serverUrl()))
                    .orElseThrow(() -> refused("the operator has changed the server meanwhile: begin again"));
            String code = callback.code();
            if (code == null) {
                throw refused("the authorization server has refused it"
                        + (callback.error() == null ? "" : ": " + ScopePolicy.joined(callback.error(), null)));
            }
            SignInTarget target = signIn.secrets().target();
            return signIns.exchange(
                            server,
                            target,
                            signIn.secrets().redirectUri(),
                            code,
                            signIn.secrets().verifier())
                    .onFailure(OAuthFailure.class)
                    .call(failure -> clients.forget(
                            server.name(), target.issuer(), signIn.secrets().redirectUri(), failure))
                    .onFailure(OAuthFailure.class)
                    .transform(failure -> unusable(server, failure))
                    .chain(tokens -> connect(
                            caller,
                            server,
                            new ToolConnection.Secrets(target, signIn.secrets().redirectUri(), tokens)));
        });
    }

    /** Another person's state is answered like one that never existed; another issuer's answer is refused (RFC 9207 §2.4). */
    private SignIn require(@Nullable SignIn signIn, Caller caller, Callback callback) {
        if (signIn == null
                || !signIn.userId().equals(caller.userId())
                || !clock.instant().isBefore(signIn.expiresAt())) {
            throw refused("the state is unknown, used or too old: begin again");
        }
        SignInTarget target = signIn.secrets().target();
        String issuer = callback.issuer();
        if (issuer == null ? target.issuerInCallback() : !issuer.equals(target.issuer())) {
            throw refused("the answer is of another authorization server");
        }
        return signIn;
    }

    private Uni<ConnectionView> connect(Caller caller, McpServer server, ToolConnection.Secrets sealed) {
        Tokens tokens = sealed.tokens();
        Instant now = clock.instant();
        var made = new ToolConnection(
                ids.next(),
                caller.userId(),
                server.name(),
                sealed,
                ScopePolicy.joined(tokens.scope() == null ? sealed.target().scope() : tokens.scope(), null),
                null,
                ConnectionTokens.expiry(tokens, now),
                null,
                1,
                now);
        return connections
                .inTransaction(transaction -> connections
                        .isErased(transaction, caller.userId())
                        .invoke(ToolConnectionService::refuseErased)
                        .chain(() -> connections.lock(transaction, caller.userId(), server.name()))
                        .chain(before -> before == null
                                ? Uni.createFrom().voidItem()
                                : connections.delete(transaction, before.id()))
                        .chain(() -> connections.insert(transaction, made, sealed))
                        .chain(() -> journal.made(transaction, made, caller.actor())))
                .replaceWith(ConnectionView.of(made, true));
    }

    /** Removes a connection, if there is one, and revokes its tokens where the authorization server supports that. */
    Uni<Void> disconnect(Caller caller, String name) {
        return connections
                .inTransaction(transaction -> connections
                        .lock(transaction, caller.userId(), name)
                        .call(found -> found == null
                                ? Uni.createFrom().voidItem()
                                : connections
                                        .delete(transaction, found.id())
                                        .chain(() -> journal.removed(transaction, found, caller.actor()))))
                .chain(this::revoke);
    }

    private Uni<Void> revoke(@Nullable ToolConnection removed) {
        ToolConnection.Secrets opened = removed == null ? null : removed.secrets();
        McpServer server = removed == null ? null : registered(removed.server()).orElse(null);
        return opened == null || server == null
                ? Uni.createFrom().voidItem()
                : signIns.revoke(server, opened.target(), opened.tokens());
    }

    private Optional<McpServer> registered(String name) {
        return catalog.snapshot().tools().mcpServers().stream()
                .filter(server -> server.oauth() != null && server.name().equals(name))
                .findFirst();
    }

    private URI redirectUri() {
        if (!seal.hasKeys()) {
            throw new ProblemException(ChatProblem.TOOL_SIGN_IN_NOT_SET_UP);
        }
        return config.redirectUri().orElseThrow(() -> new ProblemException(ChatProblem.TOOL_SIGN_IN_NOT_SET_UP));
    }

    private static void refuseErased(boolean erased) {
        if (erased) {
            throw ProblemException.notFound();
        }
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(ChatProblem.TOOL_SIGN_IN_REFUSED, reason);
    }

    private static ProblemException unusable(McpServer server, Throwable failure) {
        LOG.warnf("Sign-in to an MCP server failed: server=%s reason=%s", server.name(), failure.getMessage());
        return failure instanceof OAuthFailure known && known.kind() == OAuthFailure.Kind.REFUSED
                ? refused(String.valueOf(known.getMessage()))
                : new ProblemException(ChatProblem.TOOL_SIGN_IN_UNUSABLE, failure.getMessage());
    }
}
