package de.lopezitwelt.chat.stream;

import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** One stream to one client: asks for the next event when the connection took the last one. */
final class EventStreamWriter implements MultiSubscriber<String> {
    private final HttpServerResponse response;
    private final UniEmitter<? super Void> ended;
    private @Nullable Subscription subscription;

    EventStreamWriter(HttpServerResponse response, UniEmitter<? super Void> ended) {
        this.response = response;
        this.ended = ended;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onItem(String event) {
        head();
        response.write(event);
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> more());
        } else {
            more();
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        if (response.headWritten()) {
            response.reset();
            ended.complete(null);
        } else {
            ended.fail(failure);
        }
    }

    @Override
    public void onCompletion() {
        head();
        response.end().onComplete(sent -> ended.complete(null));
    }

    /** Breaks off: the caller may no longer listen. */
    void stop() {
        cancel();
        response.reset();
        ended.complete(null);
    }

    void hungUp() {
        cancel();
        ended.complete(null);
    }

    private void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void more() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void head() {
        if (!response.headWritten() && !response.isChunked()) {
            response.setChunked(true);
            response.putHeader("content-type", "text/event-stream; charset=utf-8");
            response.putHeader("x-accel-buffering", "no");
        }
    }
}
