package de.lopezitwelt.chat.stream;

import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** One stream to one client: asks for the next event when the connection took the last one. */
final class EventStreamWriter implements MultiSubscriber<String> {
    private final HttpServerResponse response;
    private final Map<String, String> headers;
    private final UniEmitter<? super Void> ended;
    private final long startedNanos = System.nanoTime();
    private volatile long waitingSinceNanos;
    private volatile boolean waiting;
    /**
     * None once the stream is over: the connection of a client that does not read outlives it, waiting to hand over its last
     * bytes, and must not keep the reply's text in memory.
     */
    private volatile @Nullable Subscription subscription;

    EventStreamWriter(HttpServerResponse response, Map<String, String> headers, UniEmitter<? super Void> ended) {
        this.response = response;
        this.headers = headers;
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
            waitForTheClient();
            response.drainHandler(drained -> {
                waiting = false;
                more();
            });
        } else {
            more();
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        subscription = null;
        if (response.headWritten()) {
            response.reset();
            ended.complete(null);
        } else {
            ended.fail(failure);
        }
    }

    @Override
    public void onCompletion() {
        subscription = null;
        head();
        waitForTheClient();
        response.end().onComplete(sent -> ended.complete(null));
    }

    /** Whether the client has left unread what it was sent for that long, or listens for longer than anybody may. */
    boolean isOverdue(Duration idle, Duration maxDuration) {
        long now = System.nanoTime();
        return waiting && now - waitingSinceNanos > idle.toNanos() || now - startedNanos > maxDuration.toNanos();
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

    private void waitForTheClient() {
        waitingSinceNanos = System.nanoTime();
        waiting = true;
    }

    private void cancel() {
        Subscription left = subscription;
        subscription = null;
        if (left != null) {
            left.cancel();
        }
    }

    private void more() {
        Subscription source = subscription;
        if (source != null) {
            source.request(1);
        }
    }

    private void head() {
        if (!response.headWritten() && !response.isChunked()) {
            response.setChunked(true);
            headers.forEach(response::putHeader);
        }
    }
}
