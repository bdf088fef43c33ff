package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import de.lopezitwelt.runtime.provider.support.ModelCallTestBase;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCallFlowTest extends ModelCallTestBase {

    private static final String LONG_TEXT = "x".repeat(8_000);

    /** Writes as fast as the connection takes it, until the limit. */
    private static void pump(HttpServerResponse response, AtomicLong written, long limit) {
        while (!response.writeQueueFull() && written.get() < limit && !response.closed()) {
            written.addAndGet(LONG_TEXT.length());
            response.write(FakeUpstream.chunk(LONG_TEXT));
        }
        if (written.get() >= limit) {
            response.end(FakeUpstream.finish("stop"));
        } else {
            response.drainHandler(drained -> pump(response, written, limit));
        }
    }

    private static ModelRequest longRequest() {
        ModelRequest plain = request(true);
        return new ModelRequest(
                plain.agent(),
                plain.prompt(),
                plain.promptTokens(),
                1_000_000,
                plain.sampling(),
                plain.responseFormat(),
                plain.tools(),
                plain.toolChoice(),
                true,
                null);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void cancellingHangsUpAtOnce(HttpVersion version) {
        AtomicBoolean reset = new AtomicBoolean();
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            exchange.request().response().closeHandler(closed -> reset.set(true));
            exchange.request().response().exceptionHandler(closed -> reset.set(true));
            exchange.sse().write(FakeUpstream.chunk("first"));
        })) {
            ModelProvider provider = provider(upstream.provider(FakeUpstream.TIMEOUTS, 4, 4, version));
            AssertSubscriber<ReplyEvent> subscriber =
                    call(provider).subscribe().withSubscriber(AssertSubscriber.create(10));
            subscriber.awaitNextItem(PATIENCE);

            subscriber.cancel();

            await().atMost(Duration.ofSeconds(20)).untilTrue(reset);
            await().until(() -> provider.gate().inFlight() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aSlowSubscriberStopsTheProvider(HttpVersion version) {
        AtomicLong written = new AtomicLong();
        long limit = 900_000;
        long total = limit * 20;
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> pump(exchange.sse(), written, total))) {
            ModelProvider provider = provider(upstream.provider(FakeUpstream.TIMEOUTS, 4, 4, version));
            AssertSubscriber<ReplyEvent> subscriber =
                    call(provider, longRequest()).subscribe().withSubscriber(AssertSubscriber.create(0));

            await().during(Duration.ofMillis(500)).until(() -> written.get() > 0 && written.get() < total);
            long stoppedAt = written.get();
            await().during(Duration.ofMillis(300)).until(() -> written.get() == stoppedAt);

            subscriber.request(Long.MAX_VALUE);
            List<ReplyEvent> events = subscriber.awaitCompletion(PATIENCE).getItems();
            assertThat(end(events).finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(text(events).length()).isBetween(1024 * 1024, 2 * 1024 * 1024);
        }
    }

    @Test
    void oneEventIsGivenForEachOneAskedFor() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, FakeUpstream.says("a", "b", "c"))) {
            AssertSubscriber<ReplyEvent> subscriber =
                    call(upstream).subscribe().withSubscriber(AssertSubscriber.create(0));
            List<ReplyEvent> events = new ArrayList<>();
            while (!subscriber.hasCompleted()) {
                int before = subscriber.getItems().size();
                subscriber.awaitNextItems(1, PATIENCE);
                assertThat(subscriber.getItems()).hasSize(before + 1);
                events = List.copyOf(subscriber.getItems());
                if (events.getLast() instanceof ReplyEvent.Completed) {
                    subscriber.awaitCompletion(PATIENCE);
                }
            }
            assertThat(text(events)).isEqualTo("abc");
        }
    }

    @Test
    void aProviderThatIgnoresTheCapIsCutOff() {
        AtomicLong written = new AtomicLong();
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> pump(exchange.sse(), written, 100_000_000))) {
            List<ReplyEvent> events = events(call(upstream));

            assertThat(end(events).finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(text(events).length()).isLessThan(300_000);
            await().until(() -> upstream.hangUps.get() == 1);
        }
    }

    @Test
    void noMoreCallsAreInFlightThanAllowedAndTheRestWaitsOrIsTurnedAway() {
        List<FakeUpstream.Exchange> open = new CopyOnWriteArrayList<>();
        try (FakeUpstream upstream = new FakeUpstream(vertx, open::add)) {
            ModelProvider provider = provider(upstream.provider(FakeUpstream.TIMEOUTS, 2, 1, HttpVersion.HTTP_1_1));
            List<AssertSubscriber<ReplyEvent>> subscribers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                subscribers.add(call(provider).subscribe().withSubscriber(AssertSubscriber.create(10)));
            }
            await().until(() -> open.size() == 2);

            assertThat(failure(call(provider)).kind()).isEqualTo(Kind.OVERLOADED);
            assertThat(open).hasSize(2);

            FakeUpstream.says("done").handle(open.get(0));
            await().until(() -> open.size() == 3);
            FakeUpstream.says("done").handle(open.get(1));
            FakeUpstream.says("done").handle(open.get(2));
            subscribers.forEach(subscriber -> subscriber.awaitCompletion(PATIENCE));
            await().until(() -> provider.gate().inFlight() == 0);
        }
    }

    @Test
    void cancellingWhileWaitingFreesThePlaceInTheQueue() {
        List<FakeUpstream.Exchange> open = new CopyOnWriteArrayList<>();
        try (FakeUpstream upstream = new FakeUpstream(vertx, open::add)) {
            ModelProvider provider = provider(upstream.provider(FakeUpstream.TIMEOUTS, 1, 1, HttpVersion.HTTP_1_1));
            AssertSubscriber<ReplyEvent> first = call(provider).subscribe().withSubscriber(AssertSubscriber.create(9));
            await().until(() -> open.size() == 1);
            AssertSubscriber<ReplyEvent> second = call(provider).subscribe().withSubscriber(AssertSubscriber.create(9));
            await().until(() -> provider.gate().queued() == 1);

            second.cancel();
            await().until(() -> provider.gate().queued() == 0);
            AssertSubscriber<ReplyEvent> third = call(provider).subscribe().withSubscriber(AssertSubscriber.create(9));
            FakeUpstream.says("one").handle(open.get(0));
            first.awaitCompletion(PATIENCE);
            await().until(() -> open.size() == 2);
            FakeUpstream.says("three").handle(open.get(1));

            third.awaitCompletion(PATIENCE);
            await().until(() -> provider.gate().inFlight() == 0);
        }
    }

    @Test
    void aRetiredProviderFinishesItsCalls() {
        List<FakeUpstream.Exchange> open = new CopyOnWriteArrayList<>();
        try (FakeUpstream upstream = new FakeUpstream(vertx, open::add)) {
            ModelProvider provider = provider(upstream.provider());
            AssertSubscriber<ReplyEvent> call = call(provider).subscribe().withSubscriber(AssertSubscriber.create(9));
            await().until(() -> open.size() == 1);

            provider.retire();
            FakeUpstream.says("still").handle(open.get(0));

            assertThat(text(call.awaitCompletion(PATIENCE).getItems())).isEqualTo("still");
        }
    }
}
