package de.lopezitwelt.analytics.summary.fold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryBatchTest {
    private static final Instant TIME = Instant.parse("2026-07-05T10:00:00Z");

    @Test
    void manyMessagesOfASessionBecomeOneRow() {
        SummaryBatch batch = SummaryBatch.of(List.of(
                event(0, new SessionStarted("s", "u", "a", null, TIME)),
                event(1, message("s", MessageType.USER, 5, 0)),
                event(2, message("s", MessageType.AGENT, 7, 30)),
                event(3, message("s", MessageType.SYSTEM, 1, 0))));

        SessionTotals session = session(batch);
        assertThat(session.messages).isEqualTo(3);
        assertThat(session.userMessages).isEqualTo(1);
        assertThat(session.agentMessages).isEqualTo(1);
        assertThat(session.tokens).isEqualTo(13);
        assertThat(session.processingTimeMs).isEqualTo(30);
        assertThat(session.first).isEqualTo(TIME);
        assertThat(session.last).isEqualTo(TIME.plusSeconds(3));
        assertThat(user(batch).sessions).isEqualTo(1);
        assertThat(agent(batch).messages).isEqualTo(3);
    }

    @Test
    void aChangedRatingReplacesTheOneBefore() {
        SummaryBatch batch = SummaryBatch.of(List.of(
                event(0, new SessionRated("s", "u", "a", new BigDecimal("2.00"), null)),
                event(1, new SessionRated("s", "u", "a", new BigDecimal("4.50"), new BigDecimal("2.00")))));

        assertThat(agent(batch).ratings).isEqualTo(1);
        assertThat(agent(batch).average()).isEqualByComparingTo("4.50");
        assertThat(requireNonNull(batch.ratings.get("s")).score()).isEqualByComparingTo("4.50");
    }

    @Test
    void whatIsSaidBeforeThereIsAnAgentCountsForNone() {
        SummaryBatch batch = SummaryBatch.of(List.of(
                event(0, new SessionStarted("s", "u", SessionStarted.NO_AGENT, null, TIME)),
                event(1, message("s", MessageType.USER, 5, 0))));

        assertThat(batch.agents).containsOnlyKeys("a");
        assertThat(agent(batch).sessions).isZero();
        assertThat(user(batch).sessions).isEqualTo(1);
        assertThat(session(batch).messages).isEqualTo(1);
    }

    @Test
    void aSessionDeletedInTheSameBatchLeavesItsTotalsBehind() {
        SummaryBatch batch = SummaryBatch.of(
                List.of(event(0, message("s", MessageType.USER, 5, 0)), event(1, new SessionDeleted("s", "u", "a"))));
        batch.leaveOut(new Erased(Set.of()));

        assertThat(batch.sessions).isEmpty();
        assertThat(batch.deletedSessions).containsExactly("s");
        assertThat(user(batch).messages).isEqualTo(1);
    }

    @Test
    void whoWasErasedDoesNotComeBackWhileTheAgentCounts() {
        SummaryBatch batch = SummaryBatch.of(List.of(event(0, message("s", MessageType.USER, 5, 0))));
        batch.leaveOut(new Erased(Set.of("u")));

        assertThat(batch.sessions).isEmpty();
        assertThat(batch.users).isEmpty();
        assertThat(agent(batch).messages).isEqualTo(1);
    }

    private static SessionTotals session(SummaryBatch batch) {
        return requireNonNull(batch.sessions.get("s"));
    }

    private static UserTotals user(SummaryBatch batch) {
        return requireNonNull(batch.users.get("u"));
    }

    private static AgentTotals agent(SummaryBatch batch) {
        return requireNonNull(batch.agents.get("a"));
    }

    private static MessageAppended message(String session, MessageType type, int tokens, int milliseconds) {
        return new MessageAppended(session, "u", "a", null, "m", 1, type, tokens, milliseconds, TIME);
    }

    private static ReceivedEvent event(int second, Record data) {
        return new ReceivedEvent(
                "lopez.sessions", 0, second, "s", "e" + second, "t", 1L + second, TIME.plusSeconds(second), null, data);
    }
}
