package de.lopezitwelt.chat.reply.run;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReplyUpstreamTest {
    private final AtomicBoolean ahead = new AtomicBoolean();
    private final List<String> heard = new ArrayList<>();
    private final Source source = new Source();
    private final ReplyUpstream upstream = new ReplyUpstream(
            ahead::get,
            event -> heard.add(((TextDelta) event).text()),
            failure -> heard.add("failed"),
            () -> heard.add("end"));

    @Test
    void everyEventAsksForTheNextWhileListenersKeepUp() {
        upstream.onSubscribe(source);

        upstream.onNext(text("a"));
        upstream.onNext(text("b"));

        assertThat(source.requested).isEqualTo(3);
        assertThat(heard).containsExactly("a", "b");
    }

    @Test
    void providerWaitsUntilListenersHaveCaughtUpAndIsAskedOnce() {
        upstream.onSubscribe(source);
        ahead.set(true);
        upstream.onNext(text("much"));

        upstream.listenersMoved();
        assertThat(source.requested).isEqualTo(1);

        ahead.set(false);
        upstream.listenersMoved();
        upstream.listenersMoved();
        assertThat(source.requested).isEqualTo(2);
    }

    @Test
    void cancelReachesTheSourceAlsoWhenItComesFirst() {
        upstream.cancel();
        upstream.onSubscribe(source);

        assertThat(source.cancelled).isTrue();
        assertThat(source.requested).isZero();
    }

    @Test
    void afterCancellingNothingIsAskedFor() {
        upstream.onSubscribe(source);
        upstream.cancel();
        upstream.onNext(text("late"));

        assertThat(source.cancelled).isTrue();
        assertThat(source.requested).isEqualTo(1);
    }

    private static ReplyEvent text(String text) {
        return new TextDelta(text);
    }

    private static final class Source implements Flow.Subscription {
        private long requested;
        private boolean cancelled;

        @Override
        public void request(long more) {
            requested += more;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
