package de.lopezitwelt.chat.reply.run;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyRun;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.contracts.session.MessageType;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldTextsTest {
    private final HeldTexts texts = new HeldTexts(1_000);

    private ReplyRun run(String id, int length) {
        ReplyRun run = new ReplyRun(
                id,
                new MessageView(
                        "m",
                        "s",
                        1,
                        null,
                        0,
                        MessageType.USER,
                        "hi",
                        null,
                        0,
                        0,
                        Instant.EPOCH,
                        null,
                        List.of(),
                        0,
                        null));
        run.append("x".repeat(length));
        texts.hold(run);
        return run;
    }

    @Test
    void nothingGoesWhileThereIsRoom() {
        run("a", 500);
        run("b", 500);

        assertThat(texts.excess()).isEmpty();
    }

    @Test
    void longestGoesFirstAndNoMoreThanMustGo() {
        run("short", 200);
        ReplyRun longest = run("longest", 600);
        run("other", 300);

        assertThat(texts.excess()).containsExactly(longest);
        assertThat(texts.excess()).as("nobody else goes for it").containsExactly(longest);
        longest.fail(null, ReplyFailure.interrupted());
        assertThat(texts.excess()).as("it is gone").isEmpty();
    }

    @Test
    void replyThatEndedEarlyCountsForAsLongAsSomebodyLagsBehindIt() {
        ReplyRun stopped = run("stopped", 700);
        var lagging = stopped.updates(-1).subscribe().withSubscriber(AssertSubscriber.create(1));
        run("other", 400);
        assertThat(texts.excess()).containsExactly(stopped);

        stopped.fail(null, ReplyFailure.interrupted());
        assertThat(texts.excess()).containsExactly(stopped);
        stopped.dropListeners();

        lagging.awaitFailure();
        assertThat(texts.excess()).isEmpty();
    }

    @Test
    void endedReplyWithALaggingListenerGoesBeforeAnyUnderWay() {
        run("under way", 700);
        ReplyRun ended = run("ended", 350);
        AssertSubscriber<ReplyUpdate> lagging =
                ended.updates(-1).subscribe().withSubscriber(AssertSubscriber.create(1));
        ended.fail(null, ReplyFailure.interrupted());

        assertThat(texts.excess()).containsExactly(ended);
        ended.dropListeners();
        lagging.awaitFailure();
        assertThat(ended.listeners()).isZero();
    }

    @Test
    void endedReplyWithoutListenersCostsNothing() {
        run("ended", 900).fail(null, ReplyFailure.interrupted());
        run("under way", 900);

        assertThat(texts.excess()).isEmpty();
    }

    @Test
    void manyWordsAreReasonToLook() {
        assertThat(texts.addAndCheck(100)).isFalse();
        assertThat(texts.addAndCheck(100)).isTrue();
        texts.excess();
        assertThat(texts.addAndCheck(100)).isFalse();
    }
}
