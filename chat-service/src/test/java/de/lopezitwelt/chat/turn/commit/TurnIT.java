package de.lopezitwelt.chat.turn.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.ReplyStep;
import de.lopezitwelt.chat.turn.command.TurnCommand;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.usage.ReplyEnds;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class TurnIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @Inject
    TurnCommits commits;

    @Inject
    TurnWriter writer;

    @Test
    void fiftyCallsWithOneKeyCreateOneMessageAndGetTheSameAnswer() {
        String session = user.startSession(agent);

        List<ChatClient.Answer> answers =
                ChatClient.joinAll(IntStream.range(0, 50).mapToObj(i -> user.appendAsync(session, "once", "the-key")));

        assertThat(answers).extracting(ChatClient.Answer::status).containsOnly(201);
        assertThat(answers.stream()
                        .map(ChatClient.Answer::body)
                        .map(JsonNode::toString)
                        .distinct())
                .hasSize(1);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(1);
        assertThat(user.append(session, "something else", "the-key").status()).isEqualTo(422);
    }

    @Test
    void positionsAreGaplessHoweverManyWriteAtOnce() {
        String session = user.startSession(agent);

        ChatClient.joinAll(IntStream.range(0, 300).mapToObj(i -> user.appendAsync(session, "m" + i, null)));

        assertThat(ChatDatabase.column(
                        "SELECT position FROM chat_messages WHERE session_id = ? ORDER BY position", session))
                .hasSize(300)
                .last()
                .isEqualTo(300L);
        assertThat(ChatDatabase.number("SELECT version FROM chat_sessions WHERE id = ?", session))
                .isEqualTo(301);
    }

    @Test
    void foreignSessionIsAnsweredLikeAnUnknownOne() {
        String session = user.startSession(agent);
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());
        String unknown = ChatDatabase.IDS.next();

        for (String path : List.of("", "/messages", "/replies/" + unknown)) {
            var foreign = stranger.get("/api/v1/sessions/" + session + path);
            var missing = stranger.get("/api/v1/sessions/" + unknown + path);
            assertThat(foreign.status()).as(path).isEqualTo(404).isEqualTo(missing.status());
        }
        assertThat(stranger.append(session, "hello", null).status()).isEqualTo(404);
        assertThat(stranger.say(session, "hello").status()).isEqualTo(404);
    }

    @Test
    void rowThatTheDatabaseRefusesHurtsOnlyItself() {
        String session = user.startSession(agent);
        List<Uni<TurnOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(commits.submit(message(session, i == 7 ? "{broken json" : null)));
        }

        int refused = 0;
        for (Uni<TurnOutcome> outcome : outcomes) {
            try {
                assertThat(outcome.await().atMost(Duration.ofSeconds(20))).isInstanceOf(TurnOutcome.Appended.class);
            } catch (RuntimeException notJson) {
                refused++;
            }
        }

        assertThat(refused).isEqualTo(1);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(19);
        assertThat(ChatDatabase.number("SELECT MAX(position) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(19);
    }

    @Test
    void retryAfterAnUnnoticedCommitFindsWhatItHadWritten() {
        String session = user.startSession(agent);
        TurnCommand.AppendMessages command = message(session, null);

        List<TurnOutcome> first = write(command, false);
        List<TurnOutcome> retried = write(command, true);

        assertThat(retried).isEqualTo(first);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(1);
    }

    @Test
    void endOfAReplyThatHadCommittedUnnoticedIsFoundWhenItIsHandedInAnew() {
        String session = user.startSession(agent);
        String replyId = ChatDatabase.IDS.next();
        ChatDatabase.update(
                "INSERT INTO replies (id, session_id, user_id, user_message_id, agent_version, model, status,"
                        + " owner_instance, owner_url, lease_epoch, store_text, reservations, prompt_tokens, pricing,"
                        + " expires_at, created_at) VALUES (?, ?, ?, ?, 1, 'm', 'streaming', 'nobody', 'nowhere', 1, TRUE,"
                        + " '[]', 1, '{}', UTC_TIMESTAMP(6) + INTERVAL 1 HOUR, UTC_TIMESTAMP(6))",
                replyId,
                session,
                user.userId,
                ChatDatabase.IDS.next());
        String id = ChatDatabase.IDS.next();
        var close = new TurnCommand.CloseReply(
                session,
                user.userId,
                replyId,
                1,
                ReplyStatus.COMPLETED,
                new MessageDraft(id, MessageType.AGENT, "text", null, 1, 1, IdGenerator.timeOf(id)),
                "stop",
                null,
                List.of(),
                List.of(new ReplyStep(replyId, 0, "{\"update\":\"tool_called\"}")),
                false,
                null,
                ReplyEnds.completed(replyId));

        List<TurnOutcome> first = write(close, false);
        List<TurnOutcome> anew = write(close, false);

        assertThat(first).singleElement().isInstanceOf(TurnOutcome.Closed.class);
        assertThat(anew).isEqualTo(first);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(1);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM reply_steps WHERE reply_id = ?", replyId))
                .isEqualTo(1);
    }

    /** Writes in a lane of its own, so that it does not meet the service's batches. */
    private List<TurnOutcome> write(TurnCommand command, boolean retry) {
        return writer.write(99, List.of(command), retry).await().atMost(Duration.ofSeconds(20));
    }

    private TurnCommand.AppendMessages message(String session, @org.jspecify.annotations.Nullable String metadata) {
        String id = ChatDatabase.IDS.next();
        return new TurnCommand.AppendMessages(
                session,
                user.userId,
                List.of(new MessageDraft(id, MessageType.USER, "text", metadata, 0, 0, IdGenerator.timeOf(id))),
                null,
                List.of(),
                null,
                new Actor(user.userId, null, null, null, null));
    }
}
