package de.lopezitwelt.benchmarks.frame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Closed-loop HTTP load: each connection sends its next request when the last one is answered, and no earlier than the
 * pace allows if one is set.
 */
public final class Load implements AutoCloseable {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    /** On a busy machine, the first answer may take longer than a short run lasts. */
    private static final int PATIENCE_IN_TENTHS = 300;

    private static final Duration TENTH = Duration.ofMillis(100);

    /** One request: everything that varies between the calls of a benchmark, and a reader of its answer. */
    public record Call(
            HttpMethod method,
            String path,
            Map<String, String> headers,
            Buffer body,
            @Nullable Consumer<Buffer> onSuccess) {
        public Call(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
            this(method, path, headers, body, null);
        }
    }

    /**
     * @param whole time to the end of the answer
     * @param firstByte time to its first byte of content
     */
    public record Result(Figures whole, Figures firstByte) {}

    private final Duration settle;
    private final Duration pace;
    private final Set<URI> settled = new HashSet<>();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    public Load(Duration settle) {
        this(settle, Duration.ZERO);
    }

    /** @param pace least time from one request of a connection to its next */
    public Load(Duration settle, Duration pace) {
        this.settle = settle;
        this.pace = pace;
    }

    /**
     * Drives one target and waits for the end.
     *
     * @param calls the n-th call of the whole run; called on the event loop
     * @throws IllegalStateException if no call succeeded at all
     */
    public Result run(
            String name,
            URI target,
            int connections,
            Duration warmUp,
            Duration time,
            Meter meter,
            IntFunction<Call> calls) {
        System.out.println("  " + name + " …");
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(target.getHost())
                        .setDefaultPort(target.getPort())
                        .setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(connections));
        try {
            var run = new Run(vertx, client, calls, pace);
            Promise<Void> done = Promise.promise();
            vertx.runOnContext(ignored -> {
                List<Future<Void>> loops = new ArrayList<>();
                for (int connection = 0; connection < connections; connection++) {
                    loops.add(run.loop());
                }
                Future.join(loops).onComplete(end -> done.complete());
            });
            pause(settled.add(target) ? warmUp.plus(settle) : warmUp);
            var cpu = meter.start();
            run.recording = true;
            pause(time);
            for (int i = 0; i < PATIENCE_IN_TENTHS && run.whole.getTotalCount() + run.errors == 0; i++) {
                pause(TENTH);
            }
            run.recording = false;
            Spent spent = cpu.stop();
            run.stopping = true;
            done.future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(90, TimeUnit.SECONDS)
                    .join();
            if (run.whole.getTotalCount() == 0) {
                throw new IllegalStateException(name + ": no call succeeded; the last answer was " + run.lastError);
            }
            return new Result(
                    Figures.of(name, run.whole, run.errors, spent),
                    Figures.of(name + " first byte", run.first, run.errors, spent)
                            .withoutCosts());
        } finally {
            client.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted", e);
        }
    }

    /** State of one run. Only the event loop touches it, except for the two switches. */
    private static final class Run {
        private final Vertx vertx;
        private final HttpClient client;
        private final IntFunction<Call> calls;
        private final long paceNanos;
        private final Histogram whole = new Histogram(HIGHEST_MICROS, 3);
        private final Histogram first = new Histogram(HIGHEST_MICROS, 3);
        private int next;
        private volatile long errors;
        private volatile String lastError = "none";
        private volatile boolean recording;
        private volatile boolean stopping;

        Run(Vertx vertx, HttpClient client, IntFunction<Call> calls, Duration pace) {
            this.vertx = vertx;
            this.client = client;
            this.calls = calls;
            this.paceNanos = pace.toNanos();
        }

        Future<Void> loop() {
            Promise<Void> ended = Promise.promise();
            step(ended);
            return ended.future();
        }

        private void step(Promise<Void> ended) {
            if (stopping) {
                ended.complete();
                return;
            }
            Call call = calls.apply(next++);
            long start = System.nanoTime();
            client.request(new RequestOptions().setMethod(call.method()).setURI(call.path()))
                    .compose(request -> exchange(request, call, start))
                    .onFailure(failure -> fail(String.valueOf(failure.getMessage())))
                    .onComplete(end -> next(ended, start));
        }

        private void next(Promise<Void> ended, long start) {
            long millis = (paceNanos - (System.nanoTime() - start)) / 1_000_000;
            if (millis <= 0 || stopping) {
                step(ended);
            } else {
                vertx.setTimer(millis, due -> step(ended));
            }
        }

        private Future<Void> exchange(HttpClientRequest request, Call call, long start) {
            call.headers().forEach(request::putHeader);
            return request.send(call.body()).compose(response -> {
                long[] firstByte = {0};
                boolean success = response.statusCode() / 100 == 2;
                Consumer<Buffer> onSuccess = call.onSuccess();
                Buffer kept = Buffer.buffer();
                response.handler(chunk -> {
                    if (firstByte[0] == 0) {
                        firstByte[0] = System.nanoTime();
                    }
                    if (success ? onSuccess != null : kept.length() < 300) {
                        kept.appendBuffer(chunk);
                    }
                });
                return response.end().onSuccess(end -> {
                    if (success) {
                        record(start, firstByte[0]);
                        if (onSuccess != null) {
                            onSuccess.accept(kept);
                        }
                    } else {
                        fail(response.statusCode() + " " + kept);
                    }
                });
            });
        }

        private void record(long start, long firstByte) {
            if (recording) {
                long now = System.nanoTime();
                whole.recordValue(micros(start, now));
                first.recordValue(micros(start, firstByte == 0 ? now : firstByte));
            }
        }

        private void fail(String reason) {
            lastError = reason;
            if (recording) {
                errors++;
            }
        }

        private static long micros(long start, long end) {
            return Math.clamp((end - start) / 1000, 1, HIGHEST_MICROS);
        }
    }
}
