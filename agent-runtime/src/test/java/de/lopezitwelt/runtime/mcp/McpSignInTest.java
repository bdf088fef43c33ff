package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.mcp.oauth.AccessToken;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure;
import de.lopezitwelt.runtime.mcp.oauth.PersonTokens;
import de.lopezitwelt.runtime.outbound.ApiKey;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that a person signs in to: which token goes there, and what becomes of refusals. */
class McpSignInTest extends McpTestBase {
    private final Keeper keeper = new Keeper();

    /** Keeps one person's tokens, and notes what is asked of it. */
    private static final class Keeper implements PersonTokens {
        @Nullable
        AccessToken token;

        @Nullable
        OAuthFailure failure;

        final Deque<AccessToken> next = new ArrayDeque<>();
        final List<String> told = new ArrayList<>();

        void signIn(String connection, String value) {
            token = new AccessToken(connection, new ApiKey(value));
        }

        void willRenew(String value) {
            next.add(new AccessToken("c", new ApiKey(value)));
        }

        @Override
        public Uni<@Nullable AccessToken> current() {
            return failure == null
                    ? Uni.createFrom().item(token)
                    : Uni.createFrom().failure(failure);
        }

        @Override
        public Uni<@Nullable AccessToken> renewed(AccessToken refused) {
            told.add("renewed");
            token = next.poll();
            return Uni.createFrom().item(token);
        }

        @Override
        public Uni<Void> ended(AccessToken refused) {
            told.add("ended");
            token = null;
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> wants(AccessToken lacking, String scope) {
            told.add("wants " + scope);
            return Uni.createFrom().voidItem();
        }
    }

    @BeforeEach
    void signIn() {
        client = new McpClient(server.definition(), http, keeper);
        keeper.signIn("c", "one");
    }

    private void accept(String token) {
        server.script = exchange -> {
            if (("Bearer " + token).equals(exchange.request().getHeader("authorization"))) {
                exchange.usual();
            } else {
                exchange.response().putHeader("www-authenticate", "Bearer error=\"invalid_token\"");
                exchange.json(401, "{}");
            }
        };
    }

    @Test
    void whoHasNotSignedInIsNamedAndNothingIsSent() {
        keeper.token = null;

        assertThat(offered()).isEmpty();
        assertThat(client.leftOut())
                .containsExactly(new LeftOutTool("srv", "*", Why.SIGN_IN, "the person has to sign in to the server"));
        assertThat(server.messages).isEmpty();
        keeper.signIn("c", "one");
        assertThat(offered()).as("at once").containsExactly("srv__t");
    }

    @Test
    void tokenThatIsRefusedIsRenewedOnce() {
        assertThat(call()).isEqualTo("done");
        keeper.willRenew("two");
        accept("two");

        assertThat(call()).isEqualTo("done");
        assertThat(keeper.told).containsExactly("renewed");
        assertThat(call()).isEqualTo("done");
        assertThat(keeper.told).containsExactly("renewed");
    }

    @Test
    void whatWasSeenWithASignInGoesWithIt() {
        assertThat(offered()).containsExactly("srv__t");
        int sessions = server.sessions.get();

        keeper.token = null;
        assertThat(offered()).isEmpty();
        keeper.signIn("another", "one");
        assertThat(offered()).containsExactly("srv__t");

        assertThat(server.sessions.get()).as("sessions that were begun").isEqualTo(sessions + 1);
    }

    @Test
    void sessionIsNotTakenForTheTokenThatItCarries() {
        assertThat(call()).isEqualTo("done");
        keeper.willRenew("two");
        accept("none");

        assertThat(failure()).contains("sign in again");
        assertThat(keeper.told).startsWith("renewed");
    }

    @Test
    void tokenGoesOverTheOlderTransportToo() {
        try (OlderMcpServer older = new OlderMcpServer(vertx)) {
            client = new McpClient(older.definition("/sse"), http, keeper);

            assertThat(call()).isEqualTo("done");
            assertThat(older.seen).isNotEmpty().allMatch(request -> request.contains(" Bearer one "));
            client.forget();
        }
    }

    @Test
    void rightsThatAreMissingAreNotedAndTold() {
        assertThat(call()).isEqualTo("done");
        server.script = exchange -> {
            exchange.response()
                    .putHeader("www-authenticate", "Bearer error=\"insufficient_scope\", scope=\"files:write\"");
            exchange.json(403, "{}");
        };

        assertThat(failure())
                .isEqualTo(
                        "the server wants more rights than the person has given (files:write): they have to sign in again");
        assertThat(keeper.told).containsExactly("wants files:write");
    }

    @Test
    void authorizationServerThatIsAwayTakesNothingAway() {
        assertThat(offered()).containsExactly("srv__t");

        keeper.failure = new OAuthFailure(OAuthFailure.Kind.AWAY, "it is away");

        assertThat(offered()).containsExactly("srv__t");
        assertThat(failure()).isEqualTo("it is away");
    }
}
