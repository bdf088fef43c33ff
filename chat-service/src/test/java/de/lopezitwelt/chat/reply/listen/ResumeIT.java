package de.lopezitwelt.chat.reply.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.reply.store.ReplyRecord;
import de.lopezitwelt.chat.reply.store.ReplyRepository;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that resumes receives every event after the one it names, those of tools included, in order and once each. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ResumeIT {
    @Inject
    ReplyForwarding forwarding;

    @Inject
    ReplyRepository replies;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private String session = "";

    @BeforeEach
    void startSession() {
        session = user.startSession(ChatDatabase.agent(user.userId, "private", "assistant"));
    }

    @Test
    void endedReplyIsToldAgainFromAnyOfItsEvents() {
        List<SseStream.Event> all = user.stream(session, "talk calculator").all();

        assertThat(all)
                .extracting(SseStream.Event::name)
                .containsSubsequence(
                        "message.created", "delta", "tool.called", "tool.answered", "delta", "message.completed");
        assertThat(all).extracting(SseStream.Event::id).doesNotHaveDuplicates();
        String text = SseStream.text(all);
        for (SseStream.Event last : all) {
            assertRestIsTold(all, last, text);
        }
    }

    /** How an ended reply's text is cut into deltas is no matter. */
    private void assertRestIsTold(List<SseStream.Event> all, SseStream.Event last, String text) {
        List<SseStream.Event> heard = all.subList(0, all.indexOf(last) + 1);
        List<SseStream.Event> rest =
                user.resume(session, SseStream.replyId(all), last.id()).all();
        assertThat(SseStream.text(heard) + SseStream.text(rest)).isEqualTo(text);
        assertThat(others(heard, rest)).isEqualTo(others(all, List.of()));
    }

    private static List<SseStream.Event> others(List<SseStream.Event> heard, List<SseStream.Event> rest) {
        return java.util.stream.Stream.concat(heard.stream(), rest.stream())
                .filter(event -> !event.name().equals("delta"))
                .toList();
    }

    @Test
    void replyUnderWayIsHeardFromAnyOfItsEventsHereAndThroughTheInstanceThatMakesIt() {
        String script = "talk calculator hang";
        try (SseStream stream = user.stream(session, script)) {
            List<SseStream.Event> heard = stream.until("tool.answered");
            heard.addAll(stream.until("delta"));
            String replyId = SseStream.replyId(heard);
            SseStream.Event answered =
                    Objects.requireNonNull(SseStream.last(heard, "tool.answered"), "a tool has answered");
            SseStream.Event called = Objects.requireNonNull(SseStream.last(heard, "tool.called"), "a tool was called");
            assertThat(position(answered)).isEqualTo(position(called) + 1);

            assertThat(next(replyId, before(heard, called)).id()).isEqualTo(called.id());
            assertThat(next(replyId, called)).isEqualTo(answered);
            assertThat(next(replyId, answered).name()).isEqualTo("delta");

            ChatDatabase.update(
                    "UPDATE replies SET owner_url = ? WHERE id = ?",
                    "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class),
                    replyId);
            assertThat(forwarded(replyId, before(heard, called))).isInstanceOf(ReplyUpdate.ToolCalled.class);
            assertThat(forwarded(replyId, called)).isInstanceOf(ReplyUpdate.ToolAnswered.class);
            assertThat(forwarded(replyId, answered)).isInstanceOf(ReplyUpdate.Delta.class);

            user.send("POST", "/api/v1/sessions/" + session + "/replies/" + replyId + "/cancel", null);
            heard.addAll(stream.all());
            String text = SseStream.text(heard);
            for (SseStream.Event last : heard) {
                assertRestIsTold(heard, last, text);
            }
        }
    }

    @Test
    void replyWhoseInstanceDiedIsToldAsFarAsItWasKept() {
        List<SseStream.Event> heard;
        try (SseStream stream = user.stream(session, "talk calculator hang")) {
            heard = stream.until("tool.answered");
            String replyId = SseStream.replyId(heard);
            await().until(() -> ChatDatabase.number("SELECT COUNT(*) FROM reply_steps WHERE reply_id = ?", replyId) == 2
                    && ChatDatabase.number("SELECT SUM(LENGTH(text)) FROM reply_texts WHERE reply_id = ?", replyId)
                            == "word1 word2 word1 word2 ".length());
            ChatDatabase.update(
                    "UPDATE replies SET lease_epoch = 7, owner_instance = 'dead', expires_at = UTC_TIMESTAMP(6) -"
                            + " INTERVAL 1 SECOND WHERE id = ?",
                    replyId);
            assertThat(stream.all().getLast().name()).isEqualTo("message.failed");
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(ChatDatabase.column("SELECT status FROM replies WHERE id = ?", replyId))
                                    .containsExactly("failed"));

            List<SseStream.Event> all = user.resume(session, replyId, null).all();

            assertThat(all)
                    .extracting(SseStream.Event::name)
                    .containsExactly(
                            "message.created", "delta", "tool.called", "tool.answered", "delta", "message.failed");
            assertThat(all)
                    .filteredOn(event -> event.name().startsWith("tool."))
                    .isEqualTo(heard.stream()
                            .filter(event -> event.name().startsWith("tool."))
                            .toList());
            for (SseStream.Event last : all) {
                assertRestIsTold(all, last, "word1 word2 word1 word2 ");
            }
        }
        ChatDatabase.update("DELETE FROM replies WHERE session_id = ?", session);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM reply_steps WHERE reply_id = ?", SseStream.replyId(heard)))
                .as("steps go with their reply")
                .isZero();
    }

    @Test
    void eventThatIsNoneOfTheReplysIsRefused() {
        String replyId = SseStream.replyId(user.stream(session, "say 1").all());

        for (String id : List.of("end", replyId, replyId + ":", replyId + ":-1", replyId + ":ends", "x:1")) {
            assertThat(user.resume(session, replyId, id).status()).as(id).isEqualTo(400);
        }
        assertThat(user.resume(session, replyId, replyId + ":end").all()).isEmpty();
    }

    private SseStream.Event next(String replyId, SseStream.Event after) {
        try (SseStream resumed = user.resume(session, replyId, after.id())) {
            return resumed.next().orElseThrow();
        }
    }

    private ReplyUpdate forwarded(String replyId, SseStream.Event after) {
        ReplyRecord reply = Objects.requireNonNull(
                replies.find(replyId, session, user.userId).await().atMost(Duration.ofSeconds(10)));
        return forwarding
                .updates(reply, position(after))
                .onItem()
                .transformToMulti(updates -> updates)
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static SseStream.Event before(List<SseStream.Event> events, SseStream.Event event) {
        return events.get(events.indexOf(event) - 1);
    }

    private static long position(SseStream.Event event) {
        return Long.parseLong(event.id().substring(event.id().lastIndexOf(':') + 1));
    }
}
