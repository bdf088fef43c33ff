package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.ApiKeys;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a person may not do any more ends everywhere, answers under way included. How soon stands in the output. */
class DeactivationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final Platform platform = Platform.running();
    private final Client admin = platform.administrator().client();

    @Test
    void deactivationEndsTokensKeysAndOpenStreams() throws Exception {
        Person erik = Person.register(platform, "Erik");
        Client program = Client.as(ApiKeys.forChat(platform, erik));
        program.get(platform.chat("/v1/models")).expect(200);
        Listening stream = listenWithoutEnd(erik);

        long since = System.nanoTime();
        admin.post(platform.auth("/api/v1/users/" + erik.id() + "/deactivate"), "")
                .expect(200);

        expectEnd("deactivation", since, erik.client(), stream);
        Awaitility.await()
                .atMost(Platform.FELT)
                .until(() -> program.get(platform.chat("/v1/models")).status() == 401);
        report("deactivation, API key", since);
    }

    @Test
    void demotionEndsTokensAndOpenStreams() throws Exception {
        Person maria = Person.register(platform, "Maria");
        setRole(maria, "moderator");
        Person moderator = maria.signedInAgain(platform);
        moderator.client().get(platform.analytics("/api/v1/analytics/logs")).expect(200);
        Listening stream = listenWithoutEnd(moderator);

        long since = System.nanoTime();
        setRole(maria, "user");

        expectEnd("demotion", since, moderator.client(), stream);
        Client user = maria.signedInAgain(platform).client();
        user.get(platform.analytics("/api/v1/analytics/logs")).expectProblem(403);
        user.get(platform.chat("/api/v1/sessions")).expect(200);
    }

    private void setRole(Person person, String role) {
        admin.send(
                        "PUT",
                        platform.auth("/api/v1/users/" + person.id() + "/role"),
                        "{\"role\":\"" + role + "\"}",
                        Map.of())
                .expect(200);
    }

    private record Listening(List<ServerSentEvent> events, CompletableFuture<Void> end) {}

    /** Returns when the first words have come. */
    private Listening listenWithoutEnd(Person person) throws InterruptedException {
        String session = person.startSession(platform, person.createAgent(platform, "drip"));
        var begun = new CountDownLatch(1);
        List<ServerSentEvent> events = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> person.client()
                        .streamUntil(
                                platform.chat("/api/v1/sessions/" + session + "/messages"),
                                "{\"content\":\"Go on\"}",
                                event -> {
                                    events.add(event);
                                    begun.countDown();
                                    return false;
                                }),
                task -> Thread.ofVirtual().start(task));
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Listening(events, end);
    }

    private void expectEnd(String what, long since, Client former, Listening stream) {
        Awaitility.await().atMost(Platform.FELT).until(() -> stream.end().isDone());
        assertThat(stream.events())
                .filteredOn(
                        event -> List.of("message.completed", "message.failed").contains(event.name()))
                .allSatisfy(end -> assertThat(end.json().toString()).contains("\"finish_reason\":\"cancelled\""));
        report(what + ", open stream", since);
        for (String url : platform.guarded()) {
            Awaitility.await().atMost(Platform.FELT).until(() -> former.get(url).status() == 401);
        }
        report(what + ", tokens at five services", since);
    }

    private static void report(String what, long since) {
        System.out.printf(
                "%s: felt after %d ms%n",
                what, Duration.ofNanos(System.nanoTime() - since).toMillis());
    }
}
