package de.lopezitwelt.chat.reply.stream;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.contracts.session.MessageType;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplyRunTest {
    private static final ReplyUsage USAGE = ReplyUsage.of(1, 2, false);
    private static final MessageView QUESTION = new MessageView(
            "m", "s", 1, null, 0, MessageType.USER, "hi", null, 0, 0, Instant.EPOCH, null, List.of(), 0, null);
    private final ReplyRun run = new ReplyRun("r", QUESTION);

    @Test
    void listenerHearsEveryWordOnceAndThenTheEnd() {
        var listener = listen(-1, Long.MAX_VALUE);
        run.append("one ");
        run.append("two");
        finish();

        assertThat(names(listener)).containsExactly("Created", "Delta", "Delta", "Completed");
        assertThat(listener.getItems()).extracting(ReplyUpdate::position).containsExactly(0L, 4L, 7L, ReplyUpdate.END);
        listener.assertCompleted();
    }

    @Test
    void slowListenerIsSentWhatGatheredInOnePiece() {
        var slow = listen(-1, 1);
        run.append("a");
        run.append("b");
        run.append("c");
        slow.request(1);

        assertThat(((ReplyUpdate.Delta) slow.getLastItem()).text()).isEqualTo("abc");
    }

    @Test
    void resumeGoesOnRightAfterThePosition() {
        run.append("hello world");
        finish();

        var resumed = listen(6, Long.MAX_VALUE);

        assertThat(((ReplyUpdate.Delta) resumed.getItems().getFirst()).text()).isEqualTo("world");
        assertThat(names(listen(0, Long.MAX_VALUE))).containsExactly("Delta", "Completed");
        assertThat(names(listen(11, Long.MAX_VALUE))).containsExactly("Completed");
        var heardAll = listen(ReplyUpdate.END, Long.MAX_VALUE);
        assertThat(heardAll.getItems()).isEmpty();
        heardAll.assertCompleted();
    }

    @Test
    void refusalIsToldApartFromWhatWasSaidBefore() {
        run.append("Well. ");
        run.refuse();
        run.append("I cannot");
        finish();

        assertThat(listen(-1, Long.MAX_VALUE).getItems())
                .contains(new ReplyUpdate.Delta(6, "Well. "), new ReplyUpdate.Delta(14, "I cannot", true));
    }

    @Test
    void replyIsAheadOnlyOfListenersWhoAreAllBehind() {
        run.append("x".repeat(100));
        assertThat(run.isAhead(10)).as("nobody listens").isFalse();

        var slow = listen(-1, 1);
        assertThat(run.isAhead(99)).isTrue();
        assertThat(run.isAhead(100)).isFalse();

        var quick = listen(-1, Long.MAX_VALUE);
        assertThat(run.isAhead(10)).isFalse();

        quick.cancel();
        assertThat(run.isAhead(10)).isTrue();
        slow.request(1);
        assertThat(run.isAhead(10)).isFalse();
    }

    @Test
    void whoMadeAReplyWaitIsHeardWhenHeTakesSomethingOrLeaves() {
        AtomicInteger moved = new AtomicInteger();
        run.whenListenersMove(moved::incrementAndGet);
        var slow = listen(-1, 1);
        run.append("text");
        assertThat(moved).hasValue(1);

        slow.request(1);
        assertThat(moved).hasValue(2);
        slow.cancel();
        assertThat(moved).hasValue(3);
    }

    @Test
    void pieceOfTheTextNeverEndsInHalfACharacter() {
        run.append("ab\uD83D");
        assertThat(run.textFrom(0)).isEqualTo("ab");

        run.append("\uDE00c");
        assertThat(run.textFrom(2)).isEqualTo("\uD83D\uDE00c");
        assertThat(run.textFrom(5)).isEmpty();
    }

    @Test
    void listenerWhoHeardMoreThanWasKeptIsToldTheEnd() {
        run.append("short");
        run.fail(null, ReplyFailure.interrupted());

        for (long after = 5; after < 60; after++) {
            assertThat(names(listen(after, Long.MAX_VALUE))).containsExactly("Failed");
        }
    }

    @Test
    void listenerThatComesBackAfterAnyUpdateHearsTheRestAndNothingTwice() {
        converse();
        finish();
        List<ReplyUpdate> all = listen(-1, Long.MAX_VALUE).getItems();

        assertThat(all)
                .extracting(ReplyUpdate::position)
                .containsExactly(0L, 2L, 3L, 4L, 11L, 12L, 13L, 14L, 15L, 20L, 21L, ReplyUpdate.END);
        for (int heard = 0; heard < all.size(); heard++) {
            var resumed = listen(all.get(heard).position(), Long.MAX_VALUE);

            assertThat(resumed.getItems()).isEqualTo(all.subList(heard + 1, all.size()));
            resumed.assertCompleted();
        }
    }

    @Test
    void listenerThatComesBackWhileTheReplyIsMadeHearsTheSameAsOneThatStayed() {
        var stayed = listen(-1, Long.MAX_VALUE);
        List<AssertSubscriber<ReplyUpdate>> resumed = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        List<Runnable> happens =
                List.of(() -> call("a"), () -> answer("a"), () -> run.append("one"), () -> call("b"), this::finish);
        for (Runnable next : happens) {
            after.add(stayed.getLastItem().position());
            resumed.add(listen(stayed.getLastItem().position(), Long.MAX_VALUE));
            next.run();
        }

        List<ReplyUpdate> all = stayed.getItems();
        for (int i = 0; i < resumed.size(); i++) {
            long last = after.get(i);
            assertThat(resumed.get(i).getItems())
                    .isEqualTo(all.stream()
                            .filter(update -> update.position() > last)
                            .toList());
        }
    }

    @Test
    void listenerThatLaggedBehindHearsStepsBetweenTheWordsWhereTheyHappened() {
        var slow = listen(-1, 1);
        converse();
        finish();
        List<ReplyUpdate> all = listen(-1, Long.MAX_VALUE).getItems();

        slow.request(Long.MAX_VALUE);

        assertThat(slow.getItems()).isEqualTo(all);
    }

    @Test
    void restoredReplyTellsWhatTheFirstOneTold() {
        converse();
        finish();
        ReplyRun restored = new ReplyRun("r", QUESTION);
        restored.restore(run.text(), run.stepsFrom(0));
        restored.complete(null, USAGE, "stop", "model", false, List.of(), null, null);

        for (long after = -1; after < 28; after++) {
            assertThat(restored.updates(after)
                            .subscribe()
                            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))
                            .getItems())
                    .isEqualTo(listen(after, Long.MAX_VALUE).getItems());
        }
    }

    @Test
    void replyOfWhichLessWasKeptTellsItsBeginningAndItsEnd() {
        converse();
        ReplyRun kept = new ReplyRun("r", QUESTION);
        kept.restore("before ", run.stepsFrom(0));
        kept.fail(null, ReplyFailure.interrupted());

        var told = kept.updates(-1).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        assertThat(names(told))
                .containsExactly(
                        "Created",
                        "Thought",
                        "ToolCalled",
                        "ToolAnswered",
                        "Delta",
                        "ToolCalled",
                        "ToolCalled",
                        "ToolAnswered",
                        "ToolAnswered",
                        "Failed");
    }

    @Test
    void thoughtsStandApartFromTheText() {
        run.think("I wonder. ");
        run.think("So it is.");
        run.append("Yes");
        finish();

        var heard = listen(-1, Long.MAX_VALUE);

        assertThat(names(heard)).containsExactly("Created", "Thought", "Delta", "Completed");
        assertThat(((ReplyUpdate.Thought) heard.getItems().get(1)).text()).isEqualTo("I wonder. So it is.");
        assertThat(run.text()).isEqualTo("Yes");
        assertThat(run.size()).isEqualTo("I wonder. So it is.Yes".length());
    }

    @Test
    void thoughtIsHeardWhileItGrows() {
        var heard = listen(-1, Long.MAX_VALUE);
        run.think("a");
        run.think("b");
        assertThat(run.stepsFrom(0)).as("a checkpoint").hasSize(1);
        run.think("c");
        call("x");

        assertThat(names(heard)).containsExactly("Created", "Thought", "Thought", "Thought", "ToolCalled");
        assertThat(heard.getItems()).extracting(ReplyUpdate::position).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void listenerResumesAmidAThought() {
        run.append("so ");
        run.think("abc");
        assertThat(rest(4)).isEqualTo("bc");
        run.stepsFrom(0);
        run.think("def");
        run.append(" yes");
        finish();

        for (int after = 0; after <= 13; after++) {
            assertThat(rest(after)).isEqualTo("so abcdef yes".substring(after));
        }
    }

    private String rest(long after) {
        StringBuilder rest = new StringBuilder();
        for (ReplyUpdate update : listen(after, Long.MAX_VALUE).getItems()) {
            switch (update) {
                case ReplyUpdate.Delta delta -> rest.append(delta.text());
                case ReplyUpdate.Thought thought -> rest.append(thought.text());
                default -> {}
            }
        }
        return rest.toString();
    }

    @Test
    void longThoughtComesInPiecesThatCutNoCharacterInHalf() {
        String thought = "x".repeat(16 * 1024 - 1) + "😀" + "y".repeat(40_000);
        run.think("😀");
        run.think(thought);
        finish();

        List<ReplyUpdate.Step> pieces = run.stepsFrom(0);

        assertThat(pieces).hasSizeGreaterThan(2).allSatisfy(piece -> {
            String text = ((ReplyUpdate.Thought) piece).text();
            assertThat(text.length()).isLessThanOrEqualTo(16 * 1024);
            assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1)))
                    .isFalse();
        });
        assertThat(rest(-1)).isEqualTo("😀" + thought);
    }

    @Test
    void replyIsAheadOfListenersWhoDoNotHearItsThoughts() {
        var stuck = listen(-1, 1);
        run.think("x".repeat(100));

        assertThat(run.isAhead(99)).isTrue();
        stuck.request(1);
        assertThat(run.isAhead(99)).isFalse();
    }

    @Test
    void stepsStandBetweenTheWordsWhereTheyHappened() {
        run.append("before ");
        call("c");
        run.append("after");
        finish();

        assertThat(names(listen(-1, Long.MAX_VALUE)))
                .containsExactly("Created", "Delta", "ToolCalled", "Delta", "Completed");
    }

    @Test
    void lateListenerGetsALongTextInPiecesThatCutNoCharacterInHalf() {
        String text = "x".repeat(16 * 1024 - 1) + "😀" + "y".repeat(10);
        run.append(text);
        finish();

        List<ReplyUpdate> updates = listen(-1, Long.MAX_VALUE).getItems();

        StringBuilder heard = new StringBuilder();
        updates.forEach(update -> {
            if (update instanceof ReplyUpdate.Delta delta) {
                assertThat(Character.isHighSurrogate(
                                delta.text().charAt(delta.text().length() - 1)))
                        .isFalse();
                heard.append(delta.text());
            }
        });
        assertThat(heard).hasToString(text);
    }

    @Test
    void ownerIsToldWhenTheLastListenerLeavesAndOnlyThen() {
        AtomicInteger abandoned = new AtomicInteger();
        run.whenAbandoned(abandoned::incrementAndGet);
        var first = listen(-1, 1);
        var second = listen(-1, 1);

        first.cancel();
        assertThat(abandoned).hasValue(0);
        second.cancel();
        assertThat(abandoned).hasValue(1);
        assertThat(run.listeners()).isZero();
    }

    @Test
    void listenerThatStopsReadingIsDropped() {
        var stuck = listen(-1, 1);
        run.append("more");

        run.dropStalled(System.nanoTime() + 1_000, 10_000_000_000L);
        stuck.assertNotTerminated();
        run.dropStalled(System.nanoTime() + 20_000_000_000L, 10_000_000_000L);

        stuck.assertFailedWith(StalledListenerException.class);
    }

    @Test
    void callsAreToldAsTheyGrowWithoutMovingThePosition() {
        var early = listen(-1, Long.MAX_VALUE);
        run.append("ab");
        run.calling(0, "c", "f", "");
        run.calling(0, "c", "f", "{\"a\"");
        run.calling(1, "d", "g", "{");
        run.calling(0, "c", "f", ":1}");
        var late = listen(-1, Long.MAX_VALUE);
        run.calling(1, "d", "g", "}");
        finish();

        for (var listener : List.of(early, late)) {
            Map<String, String> told = new TreeMap<>();
            listener.getItems().stream()
                    .filter(ReplyUpdate.Calling.class::isInstance)
                    .map(ReplyUpdate.Calling.class::cast)
                    .forEach(piece -> {
                        assertThat(piece.position()).isEqualTo(2);
                        told.merge(piece.index() + piece.callId() + piece.name(), piece.arguments(), String::concat);
                    });
            assertThat(told).isEqualTo(Map.of("0cf", "{\"a\":1}", "1dg", "{}"));
            listener.assertCompleted();
        }
        assertThat(names(late)).containsExactly("Created", "Delta", "Calling", "Calling", "Calling", "Completed");
    }

    private AssertSubscriber<ReplyUpdate> listen(long after, long demand) {
        return run.updates(after).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    /**
     * Two rounds of tools: one before the first word, one of two calls in the middle; a call of the client's at the end.
     */
    private void converse() {
        run.think("hm");
        call("first");
        answer("first");
        run.append("before ");
        call("second");
        call("third");
        answer("third");
        answer("second");
        run.append("after");
        call("fourth");
    }

    private void call(String id) {
        run.step(position -> new ReplyUpdate.ToolCalled(position, id, "clock", "{}"));
    }

    private void answer(String id) {
        run.step(position -> new ReplyUpdate.ToolAnswered(position, id, "clock", "12", false));
    }

    private void finish() {
        run.complete(null, USAGE, "stop", "model", false, List.of(), null, null);
    }

    private static List<String> names(AssertSubscriber<ReplyUpdate> listener) {
        return listener.getItems().stream()
                .map(update -> update.getClass().getSimpleName())
                .toList();
    }
}
