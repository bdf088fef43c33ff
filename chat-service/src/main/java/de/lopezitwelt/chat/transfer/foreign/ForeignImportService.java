package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.transfer.document.ExportDocument;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.chat.transfer.importing.ImportService;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Imports conversations of other systems, each in a transaction of its own. Conversations that were imported before stay as
 * they are, so a client continues a broken import by sending it again.
 */
@ApplicationScoped
class ForeignImportService {
    private static final Logger LOG = Logger.getLogger(ForeignImportService.class);
    /** Each import has one conversation in memory and its document on the disk. */
    private static final int AT_A_TIME = 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final ImportService imports;
    private final Vertx vertx;
    private final Clock clock;
    private final SessionPolicy.Limits limits;
    private final MemorySize largest;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    ForeignImportService(
            ImportService imports,
            Vertx vertx,
            Clock clock,
            ReplyConfig replies,
            AttachmentConfig attachments,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this.largest = largest;
        this.imports = imports;
        this.vertx = vertx;
        this.clock = clock;
        this.limits = new SessionPolicy.Limits(
                replies.maxMessageBytes(), replies.maxReplyLength(), replies.maxBranches(), attachments.perMessage());
    }

    /**
     * Emits a line for each conversation when it is done. Fails before the first line: with 400 when the agent cannot be
     * used or the body is not an export, with 413 when it is too large, and with 503 when too many imports run.
     */
    Uni<Multi<ImportLine>> run(Caller caller, HttpServerRequest body, String agentId, @Nullable String organizationId) {
        if (!places.tryAcquire()) {
            return Uni.createFrom()
                    .failure(ProblemException.unavailable("Too many imports are under way", RETRY_AFTER));
        }
        return imports.requireAgent(caller, agentId, organizationId)
                .chain(() -> imports.originalIds(caller))
                .chain(known -> BodyFile.of(vertx.getDelegate(), body, largest.asLongValue())
                        .chain(this::open)
                        .map(document -> new Run(caller, document, agentId, organizationId, known)))
                .chain(run -> run.read()
                        .map(first -> run.lines(first).onTermination().invoke(() -> end(run)))
                        .onFailure()
                        .invoke(() -> close(run))
                        .onCancellation()
                        .invoke(() -> close(run)))
                .onFailure()
                .invoke(() -> places.release())
                .onCancellation()
                .invoke(() -> places.release());
    }

    /** The file is deleted when the document is closed. */
    private Uni<ForeignDocument> open(Path file) {
        return vertx.executeBlocking(
                () -> new ForeignDocument(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)), false);
    }

    private void end(Run run) {
        close(run);
        places.release();
    }

    /** Runs after a read that may be under way. */
    private void close(Run run) {
        vertx.executeBlocking(
                        () -> {
                            run.close();
                            return run;
                        },
                        false)
                .subscribe()
                .with(closed -> {}, failure -> LOG.warn("the document of an import could not be closed", failure));
    }

    /** One import. */
    private final class Run {
        private final Caller caller;
        private final ForeignDocument document;
        private final String agentId;
        private final @Nullable String organizationId;
        private final Set<String> known;
        private int imported;
        private int before;
        private int refused;
        private int unknown;

        Run(
                Caller caller,
                ForeignDocument document,
                String agentId,
                @Nullable String organizationId,
                Collection<String> known) {
            this.known = new HashSet<>(known);
            this.caller = caller;
            this.document = document;
            this.agentId = agentId;
            this.organizationId = organizationId;
        }

        /** A conversation that was read, or the reason why it was refused; at the end neither. */
        private record Read(
                @Nullable ExportedSession session,
                @Nullable LeftOut leftOut,
                @Nullable String refused) {
            static final Read END = new Read(null, null, null);

            boolean isEnd() {
                return session == null && refused == null;
            }
        }

        /** The next conversation of a known system. */
        Uni<Read> read() {
            return vertx.executeBlocking(this::readNow, false)
                    .onFailure(IOException.class)
                    .transform(broken -> ProblemException.invalid("body", "is no export that can be read"));
        }

        synchronized void close() throws IOException {
            document.close();
        }

        private synchronized Read readNow() throws IOException {
            while (true) {
                ForeignDocument.Item item = document.next();
                if (item == null) {
                    if (imported + before + refused == 0) {
                        throw ProblemException.invalid(
                                "body", "holds no conversation of ChatGPT, Claude, LibreChat or Open WebUI");
                    }
                    return Read.END;
                }
                JsonNode node = item.node();
                if (node == null) {
                    return new Read(null, null, "is larger than " + ForeignDocument.LARGEST + " bytes");
                }
                Optional<ForeignFormat> format = ForeignFormat.of(node);
                if (format.isPresent()) {
                    ForeignConversation conversation = format.get().read(node);
                    SessionPolicy policy = new SessionPolicy(limits, agentId, clock.instant());
                    return new Read(policy.session(conversation), conversation.leftOut(), null);
                }
                unknown++;
            }
        }

        Multi<ImportLine> lines(Read first) {
            AtomicReference<Read> next = new AtomicReference<>(first);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> {
                        Read read = Objects.requireNonNull(next.get());
                        return store(read)
                                .call(() -> read.isEnd()
                                        ? Uni.createFrom().voidItem()
                                        : read().invoke(next::set).replaceWithVoid());
                    })
                    .whilst(line -> line.done() == null);
        }

        private Uni<ImportLine> store(Read read) {
            ExportedSession session = read.session();
            LeftOut leftOut = read.leftOut();
            if (session == null || leftOut == null) {
                String why = read.refused();
                refused += why == null ? 0 : 1;
                return Uni.createFrom()
                        .item(
                                why == null
                                        ? ImportLine.last(new ImportLine.Summary(imported, before, refused, unknown))
                                        : ImportLine.refused(null, why));
            }
            if (!known.add(session.id())) {
                before++;
                return Uni.createFrom().item(ImportLine.known(session.id()));
            }
            ExportDocument one = new ExportDocument(ExportDocument.FORMAT, ExportDocument.VERSION, List.of(session));
            // deferred, because what does not fit is refused before there is a Uni
            return Uni.createFrom()
                    .deferred(() -> imports.run(caller, one, agentId, organizationId))
                    .map(result -> {
                        imported++;
                        return ImportLine.imported(
                                session.id(),
                                result.sessions().getFirst().id(),
                                session.messages().size(),
                                leftOut.counts());
                    })
                    .onFailure(ForeignImportService::isRefusal)
                    .recoverWithItem(failure -> {
                        refused++;
                        return ImportLine.refused(session.id(), why((ProblemException) failure));
                    });
        }
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type().status() < 500;
    }

    private static String why(ProblemException refusal) {
        return refusal.violations().isEmpty()
                ? String.valueOf(refusal.detail())
                : refusal.violations().stream()
                        .map(violation -> violation.field() + " " + violation.reason())
                        .collect(Collectors.joining("; "));
    }
}
