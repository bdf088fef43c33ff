package de.lopezitwelt.chat.transfer.foreign;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** Writes a request's body to a temporary file as it comes, no faster than the disk takes it. */
final class BodyFile {
    private static final String OWNER_ALONE = "rw-------";

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long limit;
    private final String path;
    private final AsyncFile file;
    private final UniEmitter<? super Path> written;
    private long size;
    private boolean over;

    private BodyFile(
            Vertx vertx,
            HttpServerRequest request,
            long limit,
            String path,
            AsyncFile file,
            UniEmitter<? super Path> written) {
        this.vertx = vertx;
        this.request = request;
        this.limit = limit;
        this.path = path;
        this.file = file;
        this.written = written;
    }

    /**
     * Reads the body, which must not have been read before. Fails with 413 beyond the limit. The file is deleted then, and
     * when the client disconnects.
     */
    static Uni<Path> of(Vertx vertx, HttpServerRequest request, long limit) {
        return Uni.createFrom()
                .emitter(written -> vertx.fileSystem()
                        .createTempFile("import", ".body", OWNER_ALONE)
                        .onFailure(written::fail)
                        .onSuccess(path -> vertx.fileSystem()
                                .open(path, new OpenOptions().setRead(false))
                                .onFailure(written::fail)
                                .onSuccess(file -> {
                                    BodyFile body = new BodyFile(vertx, request, limit, path, file, written);
                                    written.onTermination(() -> body.fail(new CancellationException()));
                                    body.read();
                                })));
    }

    private void read() {
        if (request.isEnded()) {
            close();
            return;
        }
        file.exceptionHandler(this::fail);
        request.exceptionHandler(this::fail).endHandler(end -> close()).handler(this::write);
        request.resume();
    }

    private void write(Buffer more) {
        size += more.length();
        if (over) {
            return;
        }
        if (size > limit) {
            fail(new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "The body may have " + limit + " bytes"));
            return;
        }
        file.write(more);
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(drained -> request.resume());
        }
    }

    private void close() {
        if (!over) {
            over = true;
            file.close().onFailure(written::fail).onSuccess(closed -> written.complete(Path.of(path)));
        }
    }

    private void fail(Throwable cause) {
        if (!over) {
            over = true;
            file.close().eventually(() -> vertx.fileSystem().delete(path)).onComplete(gone -> written.fail(cause));
        }
    }
}
