package de.lopezitwelt.chat.attachment.content;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.attachment.config.AttachmentContentConfig;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks at files before anything is stored, on a few threads of its own. */
@ApplicationScoped
public class FileInspector {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String TAKEN = "PNG, JPEG, GIF and WebP images, PDF, and text or Markdown in UTF-8 are taken";

    private final ThreadPoolExecutor threads;
    private final PdfReader pdf;
    private final ImageInspection images;
    private final AttachmentContentConfig config;

    FileInspector(AttachmentConfig attachments) {
        this.config = attachments.content();
        this.pdf = new PdfReader(config);
        this.images = new ImageInspection(config.maxImagePixels());
        this.threads = new ThreadPoolExecutor(
                config.readers(),
                config.readers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.waiting()),
                Thread.ofPlatform().name("attachments-", 0).daemon(true).factory());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /**
     * The item comes on the caller's context. Fails with 415 for what is not taken and for damaged images, 422 for what cannot be read, 413 for images that are
     * too large, 503 when too many wait.
     *
     * @param name empty when it has none; what was guessed then ends as its type does
     */
    public Uni<InspectedFile> inspect(String name, byte[] content) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            CompletableFuture<InspectedFile> result = new CompletableFuture<>();
            try {
                threads.execute(() -> complete(result, name, content));
            } catch (RejectedExecutionException full) {
                return Uni.createFrom()
                        .failure(ProblemException.unavailable("Too many files are waiting", RETRY_AFTER));
            }
            Uni<InspectedFile> inspected = Uni.createFrom().completionStage(result);
            return context == null
                    ? inspected
                    : inspected.emitOn(command -> context.runOnContext(ignored -> command.run()));
        });
    }

    private void complete(CompletableFuture<InspectedFile> result, String name, byte[] content) {
        try {
            result.complete(read(FileNamePolicy.clean(name), content));
        } catch (RuntimeException | OutOfMemoryError refused) {
            result.completeExceptionally(refused);
        }
    }

    private InspectedFile read(String clean, byte[] content) {
        FileType type = FileTypePolicy.detect(content, clean);
        if (type == null) {
            throw new ProblemException(CommonProblem.UNSUPPORTED_MEDIA_TYPE, TAKEN);
        }
        String name = clean.isEmpty() ? "file" + type.extension() : clean;
        if (type.isImage()) {
            long most = config.maxImageBytes().asLongValue();
            if (content.length > most) {
                throw new ProblemException(
                        CommonProblem.PAYLOAD_TOO_LARGE, "An image may have at most " + most + " bytes");
            }
            return image(name, type, content);
        }
        return type == FileType.PDF
                ? pdf(name, content)
                : InspectedFile.readable(
                        name,
                        type,
                        content,
                        Objects.requireNonNull(FileTypePolicy.text(content)),
                        config.maxTextLength());
    }

    private InspectedFile image(String name, FileType type, byte[] content) {
        try {
            images.require(type, content);
            return new InspectedFile(name, type, content);
        } catch (UnreadableFile damaged) {
            throw new ProblemException(
                    CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                    "The image was taken for " + type.mediaType() + ", but it " + damaged.getMessage());
        }
    }

    private InspectedFile pdf(String name, byte[] content) {
        try {
            PdfText.Extract extract = pdf.read(content);
            return new InspectedFile(name, FileType.PDF, content, extract.text(), extract.truncated());
        } catch (UnreadableFile unreadable) {
            throw new ProblemException(AttachmentProblem.ATTACHMENT_UNREADABLE, "The PDF " + unreadable.getMessage());
        }
    }
}
