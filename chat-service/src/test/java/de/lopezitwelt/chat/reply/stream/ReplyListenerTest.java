package de.lopezitwelt.chat.reply.stream;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.contracts.session.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reactive Streams §1.3: a subscriber is told one thing at a time, whichever threads have something to tell. */
class ReplyListenerTest {
    private final ReplyRun run = new ReplyRun(
            "r",
            new MessageView(
                    "m", "s", 1, null, 0, MessageType.USER, "hi", null, 0, 0, Instant.EPOCH, null, List.of(), 0, null));

    @Test
    void listenerIsDroppedOnlyAfterWhatItIsJustBeingTold() throws Exception {
        Subscriber busy = new Subscriber("onNext");
        CompletableFuture<Void> telling =
                CompletableFuture.runAsync(() -> run.updates(-1).subscribe().withSubscriber(busy));
        busy.await();

        run.dropListeners();
        assertThat(busy.signals).containsExactly("onSubscribe", "onNext");
        busy.goOn();
        telling.get(10, TimeUnit.SECONDS);

        assertThat(busy.signals).containsExactly("onSubscribe", "onNext", "onNext done", "onError");
        assertThat(run.listeners()).isZero();
    }

    @Test
    void listenerIsToldNothingBeforeItHasTakenItsSubscription() throws Exception {
        Subscriber busy = new Subscriber("onSubscribe");
        CompletableFuture<Void> telling =
                CompletableFuture.runAsync(() -> run.updates(-1).subscribe().withSubscriber(busy));
        busy.await();

        run.append("text");
        run.dropListeners();
        assertThat(busy.signals).containsExactly("onSubscribe");
        busy.goOn();
        telling.get(10, TimeUnit.SECONDS);

        assertThat(busy.signals).containsExactly("onSubscribe", "onSubscribe done", "onError");
    }

    @Test
    void listenerWhoLeavesWhileItIsDroppedIsToldNothingMore() {
        Subscriber leaving = new Subscriber("nothing");
        run.updates(-1).subscribe().withSubscriber(leaving);

        leaving.cancel();
        run.dropListeners();
        run.append("text");

        assertThat(leaving.signals).containsExactly("onSubscribe", "onNext");
    }

    /** Asks for everything at once, and takes its time over one kind of signal. */
    private static final class Subscriber implements Flow.Subscriber<ReplyUpdate> {
        final List<String> signals = new CopyOnWriteArrayList<>();
        private final String slowOver;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private Flow.@Nullable Subscription subscription;

        Subscriber(String slowOver) {
            this.slowOver = slowOver;
        }

        void await() throws InterruptedException {
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void goOn() {
            mayGoOn.countDown();
        }

        void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription source) {
            subscription = source;
            source.request(Long.MAX_VALUE);
            take("onSubscribe");
        }

        @Override
        public void onNext(ReplyUpdate update) {
            take("onNext");
        }

        @Override
        public void onError(Throwable failure) {
            take("onError");
        }

        @Override
        public void onComplete() {
            take("onComplete");
        }

        private void take(String signal) {
            signals.add(signal);
            if (signal.equals(slowOver) && reached.getCount() > 0) {
                reached.countDown();
                try {
                    assertThat(mayGoOn.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                signals.add(signal + " done");
            }
        }
    }
}
