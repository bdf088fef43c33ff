package de.lopezitwelt.chat.turn.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.branch.Stretch;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.counter.CounterKey;
import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.budget.counter.Settlement;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.command.ReplyDraft;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.chat.turn.command.TurnCommand.AppendMessages;
import de.lopezitwelt.chat.turn.command.TurnCommand.CloseReply;
import de.lopezitwelt.chat.turn.command.TurnCommand.OpenReply;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.turn.command.TurnReference;
import de.lopezitwelt.chat.usage.ReplyEnds;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnDeciderTest {
    private static final Actor ACTOR = new Actor("user", null, null, null, null);
    private static final CounterKey TOKENS =
            new CounterKey(EntitlementSubject.USER, "user", LimitName.TOKENS_PER_MONTH, LocalDate.of(2026, 1, 1));
    private static final CounterKey MESSAGES =
            new CounterKey(EntitlementSubject.USER, "user", LimitName.MESSAGES_PER_DAY, LocalDate.of(2026, 1, 1));

    private static final String LEAF = "m0";
    private static final String CONTINUATION = "hash-0";
    private static final Fork FORK = new Fork("earlier", new BranchPath(List.of(new Stretch(0, 1))));

    private final TurnState state = TurnState.empty();

    @Test
    void messagesOfABatchGetPositionsAndVersionsInTheOrderOfArrival() {
        session("s", "user", true, 7, 3, null);

        TurnPlan plan = TurnDecider.decide(state, List.of(append("s", "m1"), append("s", "m2")));

        assertThat(plan.messages).extracting(StoredMessage::position).containsExactly(4L, 5L);
        assertThat(plan.facts).extracting(TurnFact::version).containsExactly(8L, 9L);
        assertThat(plan.asked).extracting(AskedTurn::opened).containsExactly(false, false);
        assertThat(plan.sessions).singleElement().satisfies(session -> {
            assertThat(session.version()).isEqualTo(9);
            assertThat(session.lastPosition()).isEqualTo(5);
        });
    }

    @Test
    void foreignSessionIsAnsweredLikeAnUnknownOne() {
        session("s", "somebody else", true, 0, 0, null);

        TurnPlan plan = TurnDecider.decide(state, List.of(append("s", "m1"), append("unknown", "m2")));

        assertThat(plan.outcomes).containsOnly(new TurnOutcome.UnknownSession());
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void endedSessionTakesNoMessage() {
        session("s", "user", false, 0, 0, null);

        assertThat(TurnDecider.decide(state, List.of(append("s", "m"))).outcomes)
                .containsExactly(new TurnOutcome.SessionNotActive());
    }

    @Test
    void ofTwoRepliesInOneBatchTheFirstWins() {
        session("s", "user", true, 0, 0, null);

        TurnPlan plan =
                TurnDecider.decide(state, List.of(open("s", "r1", List.of(), null), open("s", "r2", List.of(), null)));

        assertThat(plan.outcomes.get(0)).isInstanceOf(TurnOutcome.Opened.class);
        assertThat(plan.outcomes.get(1)).isEqualTo(new TurnOutcome.ReplyUnderWay("r1"));
    }

    @Test
    void fileIsTakenByTheFirstMessageOfABatchThatWantsIt() {
        session("s", "user", true, 0, 0, null);
        state.files().put("f", new TurnState.FileRow("user", null));

        TurnPlan plan = TurnDecider.decide(state, List.of(with("m1", "f"), with("m2", "f")));

        assertThat(plan.outcomes.get(0)).isInstanceOf(TurnOutcome.Appended.class);
        assertThat(plan.outcomes.get(1)).isEqualTo(new TurnOutcome.FileTaken(0));
        assertThat(plan.messages).hasSize(1);
    }

    @Test
    void filesOfOthersAndThoseThatAreGoneAreNotTaken() {
        session("s", "user", true, 0, 0, null);
        state.files().put("mine", new TurnState.FileRow("user", null));
        state.files().put("foreign", new TurnState.FileRow("somebody else", null));

        TurnPlan plan = TurnDecider.decide(state, List.of(with("m1", "mine", "foreign"), with("m2", "gone")));

        assertThat(plan.outcomes).containsExactly(new TurnOutcome.FileTaken(1), new TurnOutcome.FileTaken(0));
        assertThat(plan.isEmpty()).isTrue();
    }

    private static AppendMessages with(String id, String... files) {
        MessageDraft draft = new MessageDraft(
                id,
                MessageType.USER,
                "hi",
                null,
                0,
                0,
                Instant.EPOCH,
                Arrays.stream(files)
                        .map(file -> new AttachedFile(file, "a.txt", "text/plain", 1))
                        .toList());
        return new AppendMessages("s", "user", List.of(draft), null, List.of(), null, Actor.ofService("test"));
    }

    @Test
    void budgetIsGrantedInTheOrderOfArrivalAndNeverBeyondItsLimit() {
        IntStream.range(0, 10).forEach(i -> session("s" + i, "user", true, 0, 0, null));
        state.counters().load(TOKENS, new Counters.Level(40, 10));
        List<OpenReply> commands = IntStream.range(0, 10)
                .mapToObj(i -> open("s" + i, "r" + i, List.of(new Demand(TOKENS, 20, 100L, false)), null))
                .toList();

        TurnPlan plan = TurnDecider.decide(state, commands);

        assertThat(plan.outcomes.subList(0, 2)).allMatch(TurnOutcome.Opened.class::isInstance);
        assertThat(plan.outcomes.subList(2, 10)).allMatch(TurnOutcome.OverBudget.class::isInstance);
        assertThat(state.counters().level(TOKENS)).isEqualTo(new Counters.Level(40, 50));
    }

    @Test
    void refusedDemandLeavesTheGrantedOnesOfTheSameTurnUntouched() {
        session("s", "user", true, 0, 0, null);
        List<Demand> demands = List.of(new Demand(MESSAGES, 1, null, true), new Demand(TOKENS, 20, 10L, false));

        TurnDecider.decide(state, List.of(open("s", "r", demands, null)));

        assertThat(state.counters().changed()).isEmpty();
    }

    @Test
    void sameKeyTwiceInOneBatchCreatesOnce() {
        session("s", "user", true, 0, 0, null);
        IdempotencyKey key = new IdempotencyKey(new byte[] {1}, new byte[] {2});
        IdempotencyKey otherBody = new IdempotencyKey(new byte[] {1}, new byte[] {3});

        TurnPlan plan = TurnDecider.decide(
                state,
                List.of(
                        open("s", "r1", List.of(), key),
                        open("s", "r2", List.of(), key),
                        open("s", "r3", List.of(), otherBody)));

        assertThat(plan.opened).hasSize(1);
        assertThat(plan.outcomes.get(1)).isEqualTo(new TurnOutcome.Repeated(new TurnReference.ToReply("r1"), true));
        assertThat(plan.outcomes.get(2)).isEqualTo(new TurnOutcome.Repeated(new TurnReference.ToReply("r1"), false));
    }

    @Test
    void retryReportsWhatTheFirstTryHadCommitted() {
        session("s", "user", true, 1, 1, "r1");
        state.committed().put("m-r1", new TurnState.Place(1, null, 0));

        TurnPlan plan = TurnDecider.decide(state, List.of(open("s", "r1", List.of(), null)));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.outcomes.getFirst())
                .isInstanceOfSatisfying(
                        TurnOutcome.Opened.class,
                        opened -> assertThat(opened.messages())
                                .extracting(StoredMessage::position)
                                .containsExactly(1L));
    }

    @Test
    void sessionMayBeOpenedByItsFirstTurn() {
        TurnPlan plan = TurnDecider.decide(state, List.of(opening()));

        assertThat(plan.facts).extracting(TurnFact::version).containsExactly(1L, 2L);
        assertThat(plan.facts.getFirst()).isInstanceOf(TurnFact.Started.class);
        assertThat(plan.asked).singleElement().satisfies(turn -> {
            assertThat(turn.opened()).isTrue();
            assertThat(turn.messages()).hasSize(1);
        });
        assertThat(plan.sessions).hasSize(1);
    }

    @Test
    void nothingIsEditedUnderAReplyThatIsUnderWay() {
        session("s", "user", true, 2, 1, "r");

        TurnPlan plan = TurnDecider.decide(
                state,
                List.of(
                        new AppendMessages("s", "user", List.of(draft("m1")), FORK, List.of(), null, ACTOR),
                        append("s", "m2")));

        assertThat(plan.outcomes.getFirst()).isEqualTo(new TurnOutcome.ReplyUnderWay("r"));
        assertThat(plan.outcomes.getLast()).isInstanceOf(TurnOutcome.Appended.class);
        assertThat(plan.branches).isEmpty();
    }

    @Test
    void whoIsBeingErasedOpensNoSessionAndUsesNoBudget() {
        state.erasing().add("user");
        session("s", "user", true, 0, 0, null);

        TurnPlan plan = TurnDecider.decide(state, List.of(opening(), append("s", "m1")));

        assertThat(plan.outcomes.getFirst()).isEqualTo(new TurnOutcome.UserErasing());
        assertThat(plan.outcomes.getLast()).isInstanceOf(TurnOutcome.Appended.class);
        assertThat(plan.messages).hasSize(1);
    }

    @Test
    void turnContinuesOnlyTheAnswerThatItWasMeantFor() {
        session("s", "user", true, 2, 1, null);
        session("busy", "user", true, 2, 1, "r0");
        session("ended", "user", false, 2, 1, null);

        TurnPlan plan = TurnDecider.decide(
                state,
                List.of(
                        continuing("s", "other", "r1"),
                        continuing("busy", CONTINUATION, "r2"),
                        continuing("ended", CONTINUATION, "r3"),
                        continuing("gone", CONTINUATION, "r4"),
                        continuing("s", CONTINUATION, "r5"),
                        continuing("s", CONTINUATION, "r6")));

        assertThat(plan.outcomes.subList(0, 4)).containsOnly(new TurnOutcome.MovedOn());
        assertThat(plan.outcomes.get(4)).isInstanceOf(TurnOutcome.Opened.class);
        assertThat(plan.outcomes.getLast()).as("the first of two goes on").isEqualTo(new TurnOutcome.MovedOn());
    }

    @Test
    void replysEndSaysHowTheSessionIsFoundAgainAndOtherMessagesEndIt() {
        session("s", "user", true, 2, 1, "r");
        session("other", "user", true, 2, 1, null);
        state.replies().put("r", new ReplyRow("r", "s", ReplyStatus.STREAMING, 1, null, null));

        TurnDecider.decide(
                state,
                List.of(end("s", "r", 1, ReplyStatus.COMPLETED, "m-of-r", List.of(), "hash-1"), append("other", "m1")));

        assertThat(requireNonNull(state.sessions().get("s")).continuation()).isEqualTo("hash-1");
        assertThat(requireNonNull(state.sessions().get("other")).continuation()).isNull();
    }

    private static OpenReply continuing(String session, String continues, String reply) {
        return open(session, reply, continues, null, List.of(), null);
    }

    private static OpenReply opening() {
        return new OpenReply(
                "new",
                "user",
                new NewSession("agent", null, null, null, Instant.EPOCH),
                List.of(draft("m")),
                "m",
                null,
                null,
                "Hello",
                new ReplyDraft("r", 1, "model", 0, null, ReplyEnds.origin("r"), true, false),
                List.of(),
                null,
                ACTOR);
    }

    @Test
    void closingSettlesFreesTheSessionAndIsFencedByTheEpoch() {
        session("s", "user", true, 2, 1, "r");
        state.replies().put("r", new ReplyRow("r", "s", ReplyStatus.STREAMING, 2, null, null));
        state.counters().load(TOKENS, new Counters.Level(0, 50));

        TurnPlan plan = TurnDecider.decide(state, List.of(close("s", "r", 1, "late"), close("s", "r", 2, "m2")));

        assertThat(plan.outcomes.getFirst()).isEqualTo(new TurnOutcome.Superseded());
        assertThat(plan.outcomes.getLast()).isInstanceOf(TurnOutcome.Closed.class);
        assertThat(plan.messages).extracting(message -> message.draft().id()).containsExactly("m2");
        assertThat(plan.facts).extracting(TurnFact::version).containsExactly(3L, 4L);
        assertThat(plan.facts.getLast())
                .as("follows its message, under the session's version")
                .isEqualTo(new TurnFact.Replied("s", 4, ReplyEnds.completed("r"), null));
        assertThat(state.counters().level(TOKENS)).isEqualTo(new Counters.Level(12, 0));
        assertThat(plan.sessions.getFirst().activeReplyId()).isNull();
    }

    @Test
    void closingTwiceSettlesOnce() {
        session("s", "user", true, 2, 1, "r");
        state.replies().put("r", new ReplyRow("r", "s", ReplyStatus.STREAMING, 1, null, null));
        state.counters().load(TOKENS, new Counters.Level(0, 50));

        TurnPlan plan = TurnDecider.decide(state, List.of(close("s", "r", 1, "m1"), close("s", "r", 1, "m2")));

        assertThat(plan.outcomes.getLast()).isEqualTo(new TurnOutcome.Superseded());
        assertThat(state.counters().level(TOKENS).used()).isEqualTo(12);
        assertThat(plan.facts).filteredOn(TurnFact.Replied.class::isInstance).hasSize(1);
    }

    @Test
    void closingARetriedCloseFindsItself() {
        session("s", "user", true, 3, 2, null);
        state.replies().put("r", new ReplyRow("r", "s", ReplyStatus.COMPLETED, 1, "m1", null));
        state.committed().put("m1", new TurnState.Place(2, null, 0));

        TurnPlan plan = TurnDecider.decide(state, List.of(close("s", "r", 1, "m1")));

        assertThat(plan.outcomes.getFirst())
                .isInstanceOfSatisfying(
                        TurnOutcome.Closed.class,
                        closed -> assertThat(closed.message())
                                .extracting(StoredMessage::position)
                                .isEqualTo(2L));
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void replyOfADeletedSessionIsSettledWithoutAMessage() {
        state.replies().put("r", new ReplyRow("r", "gone", ReplyStatus.STREAMING, 1, null, null));
        state.counters().load(TOKENS, new Counters.Level(0, 50));

        TurnPlan plan = TurnDecider.decide(state, List.of(close("gone", "r", 1, "m")));
        assertThat(plan.messages).isEmpty();
        assertThat(state.counters().level(TOKENS)).isEqualTo(new Counters.Level(12, 0));
        assertThat(plan.facts).containsExactly(new TurnFact.Replied("r", 1, ReplyEnds.completed("r"), null));
    }

    @Test
    void messagesFollowEachOtherInTheActiveBranch() {
        session("s", "user", true, 7, 3, null);

        TurnPlan plan = TurnDecider.decide(state, List.of(append("s", "m1"), append("s", "m2")));
        assertThat(plan.messages).extracting(StoredMessage::parentId).containsExactly(LEAF, "m1");
        assertThat(plan.messages).extracting(StoredMessage::branch).containsOnly(0);
        assertThat(plan.branches).isEmpty();
    }

    @Test
    void editedMessageOpensABranchThatIsActiveFromThenOn() {
        session("s", "user", true, 7, 3, null);

        TurnPlan plan = TurnDecider.decide(state, List.of(appendAt("m1", FORK), append("s", "m2")));
        assertThat(plan.branches).containsExactly(new NewBranch("s", 1, FORK));
        assertThat(plan.messages).extracting(StoredMessage::parentId).containsExactly("earlier", "m1");
        assertThat(plan.messages).extracting(StoredMessage::branch).containsOnly(1);
        assertThat(plan.messages).extracting(StoredMessage::position).containsExactly(4L, 5L);
    }

    @Test
    void whatFollowsTheLastMessageNeedsNoBranch() {
        session("s", "user", true, 7, 3, null);

        TurnPlan plan = TurnDecider.decide(state, List.of(appendAt("m1", new Fork(LEAF, BranchPath.TRUNK))));
        assertThat(plan.branches).isEmpty();
        assertThat(plan.messages).extracting(StoredMessage::branch).containsOnly(0);
    }

    @Test
    void regeneratedReplyBranchesOffWhenItComesAndNotWhenItFails() {
        session("s", "user", true, 2, 2, "r");
        session("t", "user", true, 2, 2, "f");
        state.replies().put("r", new ReplyRow("r", "s", ReplyStatus.STREAMING, 1, null, FORK));
        state.replies().put("f", new ReplyRow("f", "t", ReplyStatus.STREAMING, 1, null, FORK));

        TurnPlan plan = TurnDecider.decide(
                state, List.of(close("s", "r", 1, "m3"), end("t", "f", 1, ReplyStatus.FAILED, null, List.of(), null)));
        assertThat(plan.branches).containsExactly(new NewBranch("s", 1, FORK));
        assertThat(state.sessions().get("s"))
                .extracting(SessionRow::activeBranch)
                .isEqualTo(1);
        assertThat(state.sessions().get("t"))
                .extracting(SessionRow::activeBranch)
                .isEqualTo(0);
        assertThat(state.sessions().get("t")).extracting(SessionRow::leafId).isEqualTo(LEAF);
    }

    @Test
    void sessionWithoutATitleGetsOneFromItsTurnAndAnOwnOneStays() {
        session("untitled", "user", true, 1, 0, null);
        session("s", "user", true, 1, 0, null);

        TurnDecider.decide(state, List.of(open("untitled", "r1", List.of(), null), open("s", "r2", List.of(), null)));
        assertThat(state.sessions().get("untitled"))
                .extracting(SessionRow::title)
                .isEqualTo("Generated");
        assertThat(state.sessions().get("s")).extracting(SessionRow::title).isNull();
    }

    private static AppendMessages appendAt(String message, Fork fork) {
        return new AppendMessages("s", "user", List.of(draft(message)), fork, List.of(), null, ACTOR);
    }

    private void session(
            String id, String userId, boolean active, long version, long position, @Nullable String reply) {
        state.sessions()
                .put(
                        id,
                        new SessionRow(
                                id,
                                userId,
                                "agent",
                                null,
                                active,
                                version,
                                position,
                                reply,
                                0,
                                1,
                                LEAF,
                                CONTINUATION,
                                id.equals("untitled")));
    }

    private static AppendMessages append(String session, String message) {
        return new AppendMessages(session, "user", List.of(draft(message)), null, List.of(), null, ACTOR);
    }

    private static OpenReply open(String session, String reply, List<Demand> demands, @Nullable IdempotencyKey key) {
        return open(session, reply, null, "Generated", demands, key);
    }

    private static OpenReply open(
            String session,
            String reply,
            @Nullable String continues,
            @Nullable String title,
            List<Demand> demands,
            @Nullable IdempotencyKey key) {
        return new OpenReply(
                session,
                "user",
                null,
                List.of(draft("m-" + reply)),
                "m-" + reply,
                continues,
                null,
                title,
                new ReplyDraft(reply, 1, "model", 0, null, ReplyEnds.origin(reply), true, false),
                demands,
                key,
                ACTOR);
    }

    private static CloseReply close(String session, String reply, int epoch, String message) {
        List<Settlement> settlements = BudgetPolicy.settle(List.of(new Reservation(TOKENS, 50)), 12, BigDecimal.ZERO);
        return end(session, reply, epoch, ReplyStatus.COMPLETED, message, settlements, null);
    }

    private static CloseReply end(
            String session,
            String reply,
            int epoch,
            ReplyStatus status,
            @Nullable String message,
            List<Settlement> settlements,
            @Nullable String continuation) {
        return new CloseReply(
                session,
                "user",
                reply,
                epoch,
                status,
                message == null ? null : draft(message),
                "stop",
                null,
                settlements,
                List.of(),
                false,
                continuation,
                ReplyEnds.completed(reply));
    }

    private static MessageDraft draft(String id) {
        return new MessageDraft(id, MessageType.USER, "text", null, 0, 0, Instant.EPOCH);
    }
}
