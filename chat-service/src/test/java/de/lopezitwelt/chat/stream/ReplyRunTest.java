package de.lopezitwelt.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.contracts.session.MessageType;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplyRunTest {
    private static final ReplyUsage USAGE = ReplyUsage.of(1, 2, false);
    private final ReplyRun run = new ReplyRun(
            "r",
            new MessageView(
                    "m", "s", 1, null, 0, MessageType.USER, "hi", null, 0, 0, Instant.EPOCH, null, List.of(), 0, null));

    @Test
    void listenerHearsEveryWordOnceAndThenTheEnd() {
        var listener = listen(-1, Long.MAX_VALUE);
        run.append("one ");
        run.append("two");
        finish();

        assertThat(names(listener)).containsExactly("Created", "Delta", "Delta", "Completed");
        assertThat(listener.getItems()).extracting(ReplyUpdate::position).containsExactly(0L, 4L, 7L, 8L);
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
        var heardAll = listen(12, Long.MAX_VALUE);
        assertThat(heardAll.getItems()).isEmpty();
        heardAll.assertCompleted();
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
        run.whenHeard(moved::incrementAndGet);
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

        assertThat(names(listen(50, Long.MAX_VALUE))).containsExactly("Failed");
    }

    @Test
    void stepsStandBetweenTheWordsWhereTheyHappened() {
        run.append("before ");
        run.step(new ReplyUpdate.ToolCalled(run.length(), "c", "clock", "{}"));
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

    private AssertSubscriber<ReplyUpdate> listen(long after, long demand) {
        return run.updates(after).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private void finish() {
        run.complete(null, USAGE, "stop", "model", false, List.of());
    }

    private static List<String> names(AssertSubscriber<ReplyUpdate> listener) {
        return listener.getItems().stream()
                .map(update -> update.getClass().getSimpleName())
                .toList();
    }
}
