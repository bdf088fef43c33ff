package de.lopezitwelt.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Talks in one session and repeats every call with its own Idempotency-Key until it is acknowledged, whatever happens to the
 * service meanwhile. Used by one thread at a time.
 */
final class Speaker {
    /** How a message is sent. */
    enum Manner {
        STREAM("text/event-stream", ""),
        WHOLE("application/json", ""),
        STORE("application/json", "?reply=false");

        private final String accept;
        private final String query;

        Manner(String accept, String query) {
            this.accept = accept;
            this.query = query;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Platform platform;
    private final Person person;
    private final String session;
    private final List<Manner> manners;
    /** By content: the message's id, empty when the answer did not tell it. */
    private final Map<String, String> acknowledged = new LinkedHashMap<>();

    private int repeated;
    private int interrupted;

    Speaker(Platform platform, Person person, String session, Manner... manners) {
        this.platform = platform;
        this.person = person;
        this.session = session;
        this.manners = List.of(manners);
    }

    void talkUntil(BooleanSupplier over) throws InterruptedException, TimeoutException {
        for (int turn = 0; !over.getAsBoolean(); turn++) {
            say(manners.get(turn % manners.size()));
            Thread.sleep(PAUSE);
        }
    }

    /** Says something new; returns once it is acknowledged and its reply has ended. */
    void say(Manner manner) throws InterruptedException, TimeoutException {
        String content = manner + " " + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Heard heard = new Heard();
        for (int attempt = 0; !attempt(manner, content, key, heard); attempt++) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(content + " was never acknowledged; last: " + heard.last);
            }
            repeated += attempt == 0 ? 1 : 0;
            Thread.sleep(PAUSE);
        }
        acknowledged.put(content, Objects.requireNonNullElse(heard.messageId, ""));
        interrupted += heard.interrupted ? 1 : 0;
    }

    /** What stands in the session, oldest first. */
    List<JsonNode> messages() {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = person.client()
                    .get(messagesUrl() + "?order=oldest&limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .json();
            page.path("data").forEach(all::add);
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return all;
    }

    JsonNode sessionView() {
        return person.client()
                .get(platform.chat("/api/v1/sessions/" + session))
                .expect(200)
                .json();
    }

    Map<String, String> acknowledged() {
        return acknowledged;
    }

    String session() {
        return session;
    }

    /** Calls that had to be repeated. */
    int repeated() {
        return repeated;
    }

    /** Calls whose reply the kill ended. */
    int interrupted() {
        return interrupted;
    }

    private String messagesUrl() {
        return platform.chat("/api/v1/sessions/" + session + "/messages");
    }

    /** False when the call is to be repeated. */
    private boolean attempt(Manner manner, String content, String key, Heard heard) throws InterruptedException {
        String body =
                JsonNodeFactory.instance.objectNode().put("content", content).toString();
        try {
            Answer answer = person.client()
                    .listen(
                            "POST",
                            messagesUrl() + manner.query,
                            body,
                            Map.of("Accept", manner.accept, "Idempotency-Key", key),
                            heard::event);
            heard.last = answer.toString();
            return switch (answer.status()) {
                case 200 ->
                    manner == Manner.STREAM
                            ? heard.ended
                            : heard.message(answer.json().path("user_message"));
                case 201 -> heard.message(answer.json());
                case 409 -> false;
                case 503 -> heard.interrupted = answer.text("reason").equals("reply-interrupted");
                default -> throw new AssertionError(answer.toString());
            };
        } catch (IOException broken) {
            heard.last = broken.toString();
            return false;
        }
    }

    /** What the attempts of one call have told. */
    private static final class Heard {
        private @Nullable String messageId;
        private boolean ended;
        private boolean interrupted;
        private String last = "";

        boolean message(JsonNode message) {
            String id = message.path("id").asText();
            if (messageId != null && !messageId.equals(id)) {
                throw new AssertionError("one call stored two messages: " + messageId + " and " + id);
            }
            messageId = id;
            return true;
        }

        void event(ServerSentEvent event) {
            switch (event.name()) {
                case "message.created" -> message(event.json().path("message"));
                case "message.completed" -> ended = true;
                case "message.failed" -> {
                    if (!event.json().path("problem").path("code").asText().equals("reply-interrupted")) {
                        throw new AssertionError(event.toString());
                    }
                    ended = true;
                    interrupted = true;
                }
                default -> {}
            }
        }
    }
}
