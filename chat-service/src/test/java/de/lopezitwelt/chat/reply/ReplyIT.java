package de.lopezitwelt.chat.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ServiceConnections;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ReplyIT {
    private static final int STREAMS_PER_USER = 10;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private String session = "";

    @BeforeEach
    void startSession() {
        session = user.startSession(ChatDatabase.agent(user.userId, "private"));
    }

    @Test
    void replyStreamsAndBothMessagesAreStoredWithEventsAndNumbers() {
        List<SseStream.Event> events = user.stream(session, "say 3").all();

        assertThat(events.getFirst().name()).isEqualTo("message.created");
        assertThat(events.getFirst().data().path("message").path("position").asInt())
                .isEqualTo(1);
        assertThat(SseStream.text(events)).isEqualTo("word1 word2 word3 ");
        var completed = events.getLast();
        assertThat(completed.name()).isEqualTo("message.completed");
        assertThat(completed.data().path("message").path("position").asInt()).isEqualTo(2);
        assertThat(completed.data().path("message").path("tokens_used").asInt()).isEqualTo(10);
        assertThat(completed
                        .data()
                        .path("message")
                        .path("metadata")
                        .path("model")
                        .asText())
                .isEqualTo(ScriptedProvider.MODEL);
        assertThat(completed.data().path("finish_reason").asText()).isEqualTo("stop");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(2);
        assertThat(ChatDatabase.column("SELECT status FROM replies WHERE session_id = ?", session))
                .containsExactly("completed");
        assertThat(ChatDatabase.column(
                        "SELECT CONCAT(used, ':', reserved) FROM usage_counters WHERE subject_id = ? AND limit_name ="
                                + " 'tokens_per_month'",
                        user.userId))
                .containsExactly("10:0");
    }

    @Test
    void secondReplyOfASessionIsRefusedWhileTheFirstIsUnderWay() {
        try (SseStream first = user.stream(session, "say 200 20")) {
            first.until("delta");

            var second = user.say(session, "say 1");

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.body().path("code").asText()).isEqualTo("reply-under-way");
            user.send(
                    "POST",
                    "/api/v1/sessions/" + session + "/replies/"
                            + second.body().path("reply_id").asText() + "/cancel",
                    null);
        }
    }

    @Test
    void cancelReachesTheProviderAndKeepsWhatWasSaid() {
        String script = "endless 20 cancel";
        try (SseStream stream = user.stream(session, script)) {
            List<SseStream.Event> events = stream.until("delta");
            assertThat(ScriptedProvider.active(script)).isEqualTo(1);

            var cancelled = user.send(
                    "POST", "/api/v1/sessions/" + session + "/replies/" + SseStream.replyId(events) + "/cancel", null);

            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.body().path("status").asText()).isEqualTo("cancelled");
            List<SseStream.Event> rest = stream.all();
            assertThat(rest.getLast().name()).isEqualTo("message.completed");
            assertThat(rest.getLast().data().path("finish_reason").asText()).isEqualTo("cancelled");
            String text = rest.getLast().data().path("message").path("content").asText();
            assertThat(text).startsWith("word1 ").isEqualTo(SseStream.text(events) + SseStream.text(rest));
            assertThat(rest.getLast().data().path("message").path("tokens_used").asInt())
                    .isPositive();
        }
        await().untilAsserted(() -> assertThat(ScriptedProvider.active(script)).isZero());
        assertThat(user.say(session, "say 1").status()).isEqualTo(200);
    }

    @Test
    void replyThatIsStoppedBeforeItsFirstWordIsChargedForItsPrompt() {
        String script = "hang charged";
        try (SseStream stream = user.stream(session, script)) {
            String replyId = SseStream.replyId(stream.until("message.created"));
            await().untilAsserted(
                            () -> assertThat(ScriptedProvider.active(script)).isEqualTo(1));

            user.send("POST", "/api/v1/sessions/" + session + "/replies/" + replyId + "/cancel", null);
        }

        assertThat(tokensCharged()).isPositive().isEqualTo(promptOf(session));
    }

    @Test
    void replyThatIsStoppedAfterAToolHasAnsweredIsChargedForBothCalls() {
        String calculating = ChatDatabase.agent(user.userId, "private", "assistant");
        String other = user.startSession(calculating);
        String script = "call calculator hang";
        try (SseStream stream = user.stream(other, script)) {
            String replyId = SseStream.replyId(stream.until("message.created"));
            stream.until("tool.answered");
            await().untilAsserted(
                            () -> assertThat(ScriptedProvider.active(script)).isEqualTo(1));

            user.send("POST", "/api/v1/sessions/" + other + "/replies/" + replyId + "/cancel", null);
        }

        assertThat(tokensCharged()).isGreaterThan(2 * promptOf(other));
    }

    private static long promptOf(String session) {
        return ChatDatabase.number("SELECT prompt_tokens FROM replies WHERE session_id = ?", session);
    }

    private long tokensCharged() {
        return ChatDatabase.number(
                "SELECT used FROM usage_counters WHERE subject_id = ? AND limit_name = 'tokens_per_month'",
                user.userId);
    }

    @Test
    void replyThatEndsWhileTheDatabaseHangsUpIsStoredAllTheSame() {
        try (SseStream stream = user.stream(session, "say 10 50")) {
            stream.until("delta");
            // longer than a batch is tried again, and shorter than the reply's lease
            ServiceConnections.cutFor(Duration.ofSeconds(3));

            SseStream.Event last = stream.all().getLast();

            assertThat(last.name()).isEqualTo("message.completed");
        }
        assertThat(ChatDatabase.column("SELECT status FROM replies WHERE session_id = ?", session))
                .containsExactly("completed");
        assertThat(ChatDatabase.column(
                        "SELECT content FROM chat_messages WHERE session_id = ? AND type = 'agent'", session))
                .singleElement()
                .asString()
                .endsWith("word10 ");
    }

    @Test
    void droppedStreamResumesRightAfterTheLastEventHeard() {
        List<SseStream.Event> heard;
        try (SseStream stream = user.stream(session, "say 60 20")) {
            stream.until("delta");
            heard = stream.until("delta");
        }
        SseStream.Event last = heard.getLast();
        String replyId = SseStream.replyId(heard);

        List<SseStream.Event> rest = user.resume(session, replyId, last.id()).all();

        assertThat(rest.getLast().name()).isEqualTo("message.completed");
        String whole = rest.getLast().data().path("message").path("content").asText();
        assertThat(whole).startsWith("word1 word2 ").endsWith("word60 ");
        int from = Integer.parseInt(last.id().substring(last.id().lastIndexOf(':') + 1));
        assertThat(SseStream.text(rest)).isEqualTo(whole.substring(from));
        assertThat(SseStream.text(user.resume(session, replyId, null).all())).isEqualTo(whole);
        assertThat(user.resume(session, replyId, rest.getLast().id()).all()).isEmpty();
    }

    @Test
    void failuresOfTheProviderAreToldAndLeaveTheSessionUsable() {
        for (String script : List.of("error", "garbage", "hangup 3")) {
            List<SseStream.Event> events = user.stream(session, script).all();

            assertThat(events.getFirst().name()).isEqualTo("message.created");
            assertThat(events.getLast().name()).as(script).isEqualTo("message.failed");
            assertThat(events.getLast().data().path("problem").path("status").asInt())
                    .isEqualTo(502);
        }
        assertThat(SseStream.text(user.stream(session, "say 2").all())).isEqualTo("word1 word2 ");
        assertThat(ChatDatabase.number(
                        "SELECT COALESCE(SUM(reserved), 0) FROM usage_counters WHERE subject_id = ?", user.userId))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "error, 502, model-unavailable, , ",
        "garbage, 502, model-invalid-response, , ",
        "poison, 400, model-refused, , turn",
        "lengthy, 400, model-context-length, , turn",
        "busy 37, 429, model-rate-limited, 37, "
    })
    void failureIsToldAlikeInStreamsAndWholeAnswers(
            String script, int status, String code, @Nullable String wait, @Nullable String leftOut) {
        JsonNode told = user.stream(session, script).all().getLast().data().path("problem");
        ChatClient.Answer answer = user.say(session, script);

        assertThat(told.path("status").asInt()).as("%s", told).isEqualTo(status);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(told.path("retry_after").asText(null)).isEqualTo(wait);
        assertThat(answer.raw().headers().firstValue("Retry-After").orElse(null))
                .isEqualTo(wait);
        assertThat(answer.body().path("reason").asText()).isEqualTo(code);
        for (JsonNode problem : List.of(told, answer.body())) {
            assertThat(problem.path("code").asText()).isEqualTo(code);
            assertThat(problem.path("type").asText()).isEqualTo("urn:lopez:problem:" + code);
            assertThat(problem.path("left_out").asText(null)).isEqualTo(leftOut);
            assertThat(problem.path("detail").asText())
                    .isEqualTo(told.path("detail").asText())
                    .isNotEmpty();
        }
    }

    @Test
    void historyIsPartOfThePrompt() {
        user.say(session, "say 2");
        user.say(session, "and now");

        var messages = ScriptedProvider.lastRequest("and now").path("messages");

        assertThat(messages).hasSize(3);
        assertThat(messages.path(1).path("role").asText()).isEqualTo("assistant");
    }

    @Test
    void tooLongTextIsRefused() {
        var answer = user.say(session, "x".repeat(1_048_577));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().path("code").asText()).isEqualTo("payload-too-large");
    }

    @Test
    void repeatedStreamingPostFindsItsReplyAgain() {
        List<SseStream.Event> first = user.stream(session, "say 4", "key-1").all();
        List<SseStream.Event> second = user.stream(session, "say 4", "key-1").all();

        assertThat(SseStream.replyId(second)).isEqualTo(SseStream.replyId(first));
        assertThat(SseStream.text(second)).isEqualTo(SseStream.text(first));
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(2);
        assertThat(user.sayAsync(session, "say 5", "key-1").join().status()).isEqualTo(422);
    }

    @Test
    void streamsBeyondTheLimitAreRefusedAndOneThatEndsMakesRoom() {
        List<SseStream> open = new ArrayList<>();
        try {
            open.add(user.stream(session, "endless 20 listeners"));
            String replyId = SseStream.replyId(open.getFirst().until("delta"));
            String events = "/api/v1/sessions/" + session + "/replies/" + replyId + "/events";
            for (int i = 1; i < STREAMS_PER_USER; i++) {
                open.add(user.resume(session, replyId, null));
                assertThat(open.getLast().status()).isEqualTo(200);
            }

            var refused = user.sendAsync("GET", events, null, "text/event-stream", null)
                    .join();
            String other = user.startSession(ChatDatabase.agent(user.userId, "private"));
            var refusedReply = user.sendAsync(
                            "POST", ChatClient.messages(other), "{\"content\":\"hi\"}", "text/event-stream", null)
                    .join();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.raw().headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body().path("code").asText()).isEqualTo("too-many-streams");
            assertThat(refused.body().path("limit").asInt()).isEqualTo(STREAMS_PER_USER);
            assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
            assertThat(refusedReply.status()).isEqualTo(429);
            assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", other))
                    .as("a refused stream leaves nothing behind")
                    .isZero();
            assertThat(new ChatClient(ChatDatabase.IDS.next())
                            .get("/api/v1/sessions")
                            .status())
                    .as("others are not concerned")
                    .isEqualTo(200);

            open.removeLast().close();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                SseStream again = user.resume(session, replyId, null);
                open.add(again);
                assertThat(again.status()).isEqualTo(200);
            });
            user.send("POST", "/api/v1/sessions/" + session + "/replies/" + replyId + "/cancel", null);
        } finally {
            open.forEach(SseStream::close);
        }
    }
}
