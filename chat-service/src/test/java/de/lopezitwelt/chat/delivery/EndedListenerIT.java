package de.lopezitwelt.chat.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener who may not listen any more is cut off, in each way of listening; the provider in these tests never ends by itself. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class EndedListenerIT {
    private static final String ENDED = "/internal/credentials/ended";
    private static final Duration FELT = Duration.ofSeconds(8);

    @Inject
    MeterRegistry metrics;

    private final String userId = ChatDatabase.IDS.next();
    private final ChatClient user = new ChatClient(userId);
    private final ChatClient key = new ChatClient(userId, ApiKeyFormat.generate(new SecureRandom()));
    private String agent = "";

    @BeforeEach
    void livingCredentials() {
        ScriptedProvider.keysAreOf(userId, null);
        ScriptedProvider.internal(ENDED, "{}");
        agent = ChatDatabase.agent(userId, "private");
    }

    @AfterEach
    void nothingHasEnded() {
        ScriptedProvider.internal(ENDED, "{}");
    }

    @Test
    void aRevokedKeysStreamsAndAnswersEnd() {
        String session = user.startSession(agent);
        String model = ",\"model\":\"" + agent + "\"";
        try (SseStream nativeStream = key.stream(session, "endless 20 revoked");
                SseStream completion = key.sse(
                        "/v1/chat/completions",
                        "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"endless 20 revoked v1\"}]"
                                + model
                                + "}");
                SseStream response = key.sse(
                        "/v1/responses", "{\"stream\":true,\"input\":\"endless 20 revoked responses\"" + model + "}")) {
            String replyId = nativeStream.next().orElseThrow().id().split(":")[0];
            assertThat(completion.status()).isEqualTo(200);
            assertThat(response.status()).isEqualTo(200);
            SseStream resumed = key.resume(session, replyId, null);
            CompletableFuture<Answer> whole = key.sayAsync(user.startSession(agent), "endless 20 revoked whole", null);
            await().atMost(FELT).until(() -> ScriptedProvider.active("endless 20 revoked whole") == 1);

            ScriptedProvider.internal(ENDED, "{\"api_keys\":[\"k-1\"]}");

            await().atMost(FELT).until(() -> whole.isDone());
            assertThat(whole.join().status()).isEqualTo(401);
            for (SseStream stream : new SseStream[] {nativeStream, completion, response, resumed}) {
                expectEnd(stream);
            }
        }
    }

    @Test
    void aDownloadThatIsReadSlowlyEndsWithItsKey() throws IOException {
        int size = 9 << 20;
        String secret = ApiKeyFormat.generate(new SecureRandom());
        String file = new ChatClient(userId, secret)
                .uploaded("large.txt", "a".repeat(size).getBytes(UTF_8));
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        await().atMost(FELT).until(() -> openStreams() == 0);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("localhost", port));
            socket.setSoTimeout((int) FELT.toMillis());
            socket.getOutputStream()
                    .write(("GET /api/v1/attachments/" + file + "/content HTTP/1.1\r\nHost: test\r\nX-API-Key: "
                                    + secret + "\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 200");
            assertThat(openStreams()).isPositive();

            ScriptedProvider.internal(ENDED, "{\"api_keys\":[\"k-1\"]}");
            await().atMost(FELT).until(() -> openStreams() == 0);

            assertThat(readable(socket.getInputStream())).isLessThan(size);
        }
    }

    private double openStreams() {
        return metrics.get("lopez_streams_open").gauge().value();
    }

    /** How many bytes come before the connection breaks. */
    private static long readable(InputStream stream) {
        long count = 0;
        try {
            byte[] some = new byte[65_536];
            for (int read = stream.read(some); read >= 0; read = stream.read(some)) {
                count += read;
            }
        } catch (IOException broken) {
            // cut off in the middle
        }
        return count;
    }

    @Test
    void aReplyOutlivesItsListenersTokenAsLongAsTheSignInLives() {
        String session = user.startSession(agent);
        ChatClient shortly = signedIn("sign-in-1", 3);
        try (SseStream stream = shortly.stream(session, "endless 20 outlived")) {
            Instant longAfter = Instant.now().plusSeconds(7);
            while (Instant.now().isBefore(longAfter)) {
                assertThat(stream.next()).isPresent();
            }

            ScriptedProvider.internal(ENDED, "{\"sign_ins\":[\"sign-in-1\"]}");

            expectEnd(stream);
        }
    }

    @Test
    void aTokenWithoutSignInEndsItsStreamsWithItsTime() {
        String session = user.startSession(agent);
        ChatClient shortly = signedIn(null, 3);
        try (SseStream stream = shortly.stream(session, "endless 20 no sign-in")) {
            expectEnd(stream);
        }
    }

    @Test
    void whoLeavesTheOrganizationHearsNoMoreOfItsSession() {
        String organization = ChatDatabase.IDS.next();
        ChatDatabase.update(
                "INSERT INTO memberships_replica (organization_id, user_id, role, aggregate_version) VALUES (?, ?,"
                        + " 'member', 1)",
                organization,
                userId);
        String session = user.send(
                        "POST",
                        "/api/v1/sessions",
                        "{\"agent_id\":\"" + agent + "\",\"organization_id\":\"" + organization + "\"}")
                .body()
                .path("id")
                .asText();
        try (SseStream stream = user.stream(session, "endless 20 left")) {
            String replyId = stream.next().orElseThrow().id().split(":")[0];
            CompletableFuture<Answer> whole = user.sendAsync(
                    "POST",
                    "/v1/chat/completions",
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"endless 20 left whole\"}],\"model\":\"" + agent
                            + "\",\"metadata\":{\"organization_id\":\"" + organization + "\"}}",
                    "application/json",
                    null);
            await().atMost(FELT).until(() -> ScriptedProvider.active("endless 20 left whole") == 1);

            ChatDatabase.update("DELETE FROM memberships_replica WHERE user_id = ?", userId);

            expectEnd(stream);
            await().atMost(FELT).until(whole::isDone);
            assertThat(whole.join().status()).isEqualTo(403);
            assertThat(user.resume(session, replyId, null).status()).isEqualTo(403);
            assertThat(user.get("/api/v1/sessions/" + session + "/messages").status())
                    .isEqualTo(200);
        }
    }

    /** @param signIn null for a token that belongs to none */
    private ChatClient signedIn(@Nullable String signIn, int seconds) {
        TestTokens token =
                TestTokens.person(userId, "user").expiresAt(Instant.now().plusSeconds(seconds));
        return new ChatClient(userId, (signIn == null ? token : token.claim("sid", signIn)).mint());
    }

    private static void expectEnd(SseStream stream) {
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    try {
                        while (stream.next().isPresent()) {
                            // words until it ends
                        }
                    } catch (UncheckedIOException brokenOff) {
                        // as it should be
                    }
                },
                task -> Thread.ofVirtual().start(task));
        await().atMost(FELT).until(end::isDone);
    }
}
