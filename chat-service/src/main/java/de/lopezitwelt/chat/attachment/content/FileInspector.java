package de.lopezitwelt.chat.attachment.content;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.attachment.config.AttachmentContentConfig;
import de.lopezitwelt.chat.attachment.document.DocumentReader;
import de.lopezitwelt.chat.attachment.document.Extract;
import de.lopezitwelt.chat.attachment.document.UnreadableFile;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Inspects files before they are stored, on a few threads of its own. */
@ApplicationScoped
public class FileInspector {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String TAKEN = "PNG, JPEG, GIF and WebP images, PDF, DOCX, XLSX, PPTX, and text are taken";
    private static final String OLD_OFFICE =
            "This is an Office document of the old kind (.doc, .xls, .ppt) or one with a"
                    + " password: save it as DOCX, XLSX or PPTX without one";

    private final ThreadPoolExecutor threads;
    private final DocumentReader documents;
    private final ImageInspection images;
    private final AttachmentContentConfig config;

    FileInspector(AttachmentConfig attachments) {
        this.config = attachments.content();
        this.documents = new DocumentReader(config);
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
     * Emits on the caller's context. Fails with 415 for types that are not accepted and for damaged images, 422 for files that
     * cannot be read, 413 for images that are too large, and 503 when too many files wait.
     *
     * @param name empty when the file has none; the inspected file then gets a name with the ending of its type
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
        if (content.length == 0) {
            throw new ProblemException(AttachmentProblem.ATTACHMENT_UNREADABLE, "The file is empty");
        }
        FileType image = FileTypePolicy.image(content);
        if (image != null) {
            return image(clean, image, content);
        }
        if (FileTypePolicy.isDocument(content)) {
            return document(clean, content);
        }
        if (FileTypePolicy.isOldOffice(content)) {
            throw refused(OLD_OFFICE);
        }
        return text(clean, content);
    }

    private InspectedFile image(String clean, FileType type, byte[] content) {
        long most = config.maxImageBytes().asLongValue();
        if (content.length > most) {
            throw new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "An image may have at most " + most + " bytes");
        }
        try {
            images.require(type, content);
            return new InspectedFile(named(clean, type), type, content);
        } catch (UnreadableFile damaged) {
            throw refused("The image was taken for " + type.mediaType() + ", but it " + damaged.getMessage());
        }
    }

    private InspectedFile document(String clean, byte[] content) {
        try {
            Extract extract = documents.read(content);
            if (extract == null) {
                throw refused(TAKEN);
            }
            FileType type = FileType.of(extract.mediaType());
            return new InspectedFile(named(clean, type), type, content, extract.text(), extract.truncated(), null);
        } catch (UnreadableFile unreadable) {
            throw new ProblemException(AttachmentProblem.ATTACHMENT_UNREADABLE, "The file " + unreadable.getMessage());
        }
    }

    private InspectedFile text(String clean, byte[] content) {
        DecodedText decoded = DecodedText.of(content);
        if (decoded == null) {
            throw refused(TAKEN);
        }
        if (decoded.text().isBlank()) {
            throw new ProblemException(AttachmentProblem.ATTACHMENT_UNREADABLE, "The file holds no text");
        }
        FileType type = FileTypePolicy.ofText(clean);
        return InspectedFile.readable(named(clean, type), type, content, decoded, config.maxTextLength());
    }

    private static ProblemException refused(String why) {
        return new ProblemException(CommonProblem.UNSUPPORTED_MEDIA_TYPE, why);
    }

    private static String named(String clean, FileType type) {
        return clean.isEmpty() ? "file" + type.extension() : clean;
    }
}
