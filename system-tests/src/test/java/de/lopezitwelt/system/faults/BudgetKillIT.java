package de.lopezitwelt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A budget holds and releases its reservations, although the instance that reserved them is killed during a thousand calls. */
class BudgetKillIT {
    private static final String INSTANCE = "chat-service-budget";
    private static final int CALLS = 1_000;
    private static final int BUDGET = 100;
    /** The lease's 10 s and a second or two of looking; more, so that a busy machine proves nothing wrong. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final Platform platform = Platform.running();
    private final Person spender = Person.register(platform, "Spender");
    private final String agent = spender.createAgent(platform, "slow");
    private final int port = FreePorts.next();
    private final AtomicBoolean killed = new AtomicBoolean();
    private final List<String> keys = java.util.stream.Stream.generate(UUID::randomUUID)
            .limit(CALLS)
            .map(UUID::toString)
            .toList();

    @AfterEach
    void stopInstance() {
        platform.local().process(INSTANCE).ifPresent(process -> process.stop(Duration.ofSeconds(30)));
    }

    @Test
    void thousandCallsAndAKillNeverCostMoreThanTheBudgetAndLeaveNothingReserved() throws Exception {
        startInstance();
        try (HttpClient client = client()) {
            List<CompletableFuture<Integer>> calls = callAll(client, () -> !killed.get());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .until(() ->
                            number("SELECT COUNT(*) FROM replies WHERE user_id = ? AND status = 'streaming'") > 10);

            killed.set(true);
            platform.local().process(INSTANCE).ifPresent(ManagedProcess::kill);
            long since = System.nanoTime();
            long reserved = number(RESERVED);
            CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).join();
            assertThat(reserved).as("reserved when it was killed").isPositive();
            assertThat(userMessages()).isBetween(1L, (long) BUDGET);
            Awaitility.await()
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(number(RESERVED)).isZero());
            System.out.printf(
                    "killed amid %d calls with %d reserved; all given back after %.1f s%n",
                    CALLS, reserved, (System.nanoTime() - since) / 1e9);
        }

        startInstance();
        try (HttpClient client = client()) {
            assertThat(callAll(client, () -> false).stream()
                            .map(CompletableFuture::join)
                            .filter(status -> status == 200))
                    .as("served, the same calls once more")
                    .hasSizeLessThanOrEqualTo(BUDGET);
        }
        assertThat(userMessages()).isBetween(1L, (long) BUDGET);
        assertThat(number("SELECT used FROM usage_counters WHERE subject_id = ? AND limit_name = 'messages_per_day'"))
                .isEqualTo(userMessages());
        Awaitility.await()
                .atMost(RECOVERY)
                .untilAsserted(() -> assertThat(number(RESERVED)).isZero());
    }

    private static final String RESERVED = "SELECT COALESCE(SUM(reserved), 0) FROM usage_counters WHERE subject_id = ?";

    private void startInstance() throws Exception {
        platform.local()
                .startInstance(
                        PlatformService.CHAT,
                        INSTANCE,
                        port,
                        Map.of(
                                "lopez.chat.turn.instance-url",
                                "http://localhost:" + port,
                                "lopez.chat.budget.user.messages-per-day",
                                Integer.toString(BUDGET),
                                "lopez.chat.budget.user.tokens-per-month",
                                "1000000000",
                                "lopez.chat.budget.concurrent-replies",
                                "1000"));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private List<CompletableFuture<Integer>> callAll(HttpClient client, BooleanSupplier again) {
        return keys.stream().map(key -> call(client, key, again)).toList();
    }

    /**
     * Opens a session of its own, and repeats what a busy instance does not serve as long as that makes sense; 0 is the
     * status of a call that got no answer.
     */
    private CompletableFuture<Integer> call(HttpClient client, String key, BooleanSupplier again) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/chat/completions"))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + spender.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"" + agent + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Go on\"}]}"))
                .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .handle((response, failure) -> failure == null ? response.statusCode() : 0)
                .thenCompose(status -> status == 503 && again.getAsBoolean()
                        ? CompletableFuture.supplyAsync(
                                        () -> call(client, key, again),
                                        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                                .thenCompose(next -> next)
                        : CompletableFuture.completedFuture(status));
    }

    private long userMessages() throws SQLException {
        return number("SELECT COUNT(*) FROM chat_messages m JOIN chat_sessions s ON s.id = m.session_id"
                + " WHERE s.user_id = ? AND m.type = 'user'");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = platform.local().mysql().connect()) {
            connection.setCatalog("lopez_chat");
            try (var statement = connection.prepareStatement(query)) {
                statement.setString(1, spender.id());
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : 0;
                }
            }
        }
    }
}
