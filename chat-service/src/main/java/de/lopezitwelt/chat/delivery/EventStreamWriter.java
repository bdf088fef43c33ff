package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stream to one client. It requests the next part when the connection has taken the last one.
 *
 * @param <T> type of the parts: text or bytes
 */
final class EventStreamWriter<T> implements MultiSubscriber<T> {
    private static final String LENGTH = "content-length";
    private static final String COMMENT = ": still here\n\n";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Map<String, String> headers;
    private final BiFunction<HttpServerResponse, T, Future<Void>> write;
    private final @Nullable Function<Throwable, T> lastWords;
    private final UniEmitter<? super Void> ended;
    private final long startedNanos = System.nanoTime();
    private volatile long writtenNanos = startedNanos;
    private volatile long waitingSinceNanos;
    private volatile boolean waiting;
    private boolean headed;
    /** Null once the stream has ended, so that the last bytes do not keep the whole reply in memory. */
    private volatile @Nullable Subscription subscription;

    /**
     * @param lastWords the part that reports a failure after the response head has been sent; null when there is none: the
     *     head then waits for the first part
     */
    EventStreamWriter(
            HttpServerRequest request,
            Map<String, String> headers,
            BiFunction<HttpServerResponse, T, Future<Void>> write,
            @Nullable Function<Throwable, T> lastWords,
            UniEmitter<? super Void> ended) {
        this.request = request;
        this.response = request.response();
        this.headers = headers;
        this.write = write;
        this.lastWords = lastWords;
        this.ended = ended;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onItem(T part) {
        head();
        // A write fails together with its connection, and this writer learns of the connection's end anyway.
        var unused = write.apply(response, part);
        writtenNanos = System.nanoTime();
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
            breakOff(failure);
            ended.complete(null);
        } else {
            ended.fail(failure);
        }
    }

    /** Ends in an error for clients of every kind: those that know the last words, and those that only miss the proper end. */
    private void breakOff(Throwable failure) {
        if (waiting) {
            abort();
        } else if (lastWords == null) {
            response.reset();
        } else {
            write.apply(response, lastWords.apply(failure)).onComplete(sent -> response.reset());
        }
    }

    @Override
    public void onCompletion() {
        subscription = null;
        head();
        if (isCutShort()) {
            abort();
            ended.complete(null);
            return;
        }
        waitForTheClient();
        response.end().onComplete(sent -> ended.complete(null));
    }

    /**
     * Shows clients and proxies that the stream is alive. Sends nothing to a client that does not read, and nothing before
     * the first event if the status could not report a failure any more.
     */
    void commentAfter(Duration silence) {
        if (subscription != null
                && (response.headWritten() || lastWords != null)
                && !waiting
                && !response.ended()
                && System.nanoTime() - writtenNanos > silence.toNanos()) {
            head();
            response.write(COMMENT);
            writtenNanos = System.nanoTime();
        }
    }

    /** Whether the client has read nothing for that long, or the stream is older than that. */
    boolean isOverdue(Duration idle, Duration maxDuration) {
        long now = System.nanoTime();
        return waiting && now - waitingSinceNanos > idle.toNanos() || now - startedNanos > maxDuration.toNanos();
    }

    /** Breaks off. A client that has not been sent anything yet gets the problem. */
    void stop(ProblemType reason) {
        cancel();
        if (response.headWritten()) {
            if (lastWords == null) {
                abort();
            } else {
                breakOff(new ProblemException(reason));
            }
            ended.complete(null);
        } else {
            ended.fail(new ProblemException(reason));
        }
    }

    void hungUp() {
        cancel();
        ended.complete(null);
    }

    /**
     * Drops what the client has not read. The reset of HTTP/1.1 alone would close the connection only after the last byte is
     * written, which never happens while the client does not read. The connection of one that reads is closed by then.
     */
    private void abort() {
        response.reset();
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        Channel connection = ((ConnectionBase) request.connection()).channel();
        if (connection.isOpen()) {
            connection.config().setOption(ChannelOption.SO_LINGER, 0);
            // Bypasses the handler of Vert.x, which would wait for the last byte as well.
            connection.pipeline().firstContext().close();
        }
    }

    /** Whether less arrived than {@code content-length} announced. The client must not wait for the rest, nor believe that it has everything. */
    private boolean isCutShort() {
        String length = headers.get(LENGTH);
        return length != null && response.bytesWritten() < Long.parseLong(length);
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
        if (!headed) {
            headed = true;
            response.setChunked(!headers.containsKey(LENGTH));
            headers.forEach(response::putHeader);
        }
    }
}
