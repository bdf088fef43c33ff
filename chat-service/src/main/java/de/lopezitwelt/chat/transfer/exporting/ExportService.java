package de.lopezitwelt.chat.transfer.exporting;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.attachment.AttachmentService;
import de.lopezitwelt.chat.branch.BranchRepository;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.feedback.FeedbackService;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.session.read.SessionFilter;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.chat.transfer.document.Origin;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes sessions as they are read, a few messages at a time and no faster than the client reads: an export needs the
 * same memory for a session of any length.
 */
@ApplicationScoped
public class ExportService {
    private static final int SESSIONS_AT_A_TIME = 50;
    /** Replies may be long. */
    private static final int MESSAGES_AT_A_TIME = 20;

    private final SessionService sessions;
    private final MessageService messages;
    private final FeedbackService feedback;
    private final BranchRepository branches;
    private final OriginRepository origins;
    private final AttachmentService attachments;
    private final ObjectMapper json;

    ExportService(
            SessionService sessions,
            MessageService messages,
            FeedbackService feedback,
            BranchRepository branches,
            OriginRepository origins,
            AttachmentService attachments,
            ObjectMapper json) {
        this.sessions = sessions;
        this.messages = messages;
        this.feedback = feedback;
        this.branches = branches;
        this.origins = origins;
        this.attachments = attachments;
        this.json = json;
    }

    /** Fails with 404 before anything is written when the caller has no such session. */
    Uni<Multi<String>> one(Caller caller, String sessionId, ExportFormat format) {
        return sessions.get(caller, sessionId)
                .map(session -> document(caller, Multi.createFrom().item(session), writer(format)));
    }

    /** All sessions of the caller, newest first. */
    Uni<Multi<String>> all(Caller caller, ExportFormat format) {
        Multi<SessionView> all =
                pages(cursor -> sessions.list(caller, SessionFilter.NONE, new PageRequest(SESSIONS_AT_A_TIME, cursor)));
        return Uni.createFrom().item(document(caller, all, writer(format)));
    }

    private ExportWriter writer(ExportFormat format) {
        return switch (format) {
            case JSON -> new JsonExport(json);
            case MARKDOWN -> new MarkdownExport();
        };
    }

    private Multi<String> document(Caller caller, Multi<SessionView> all, ExportWriter writer) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(writer::begin),
                        all.onItem().transformToMultiAndConcatenate(session -> session(caller, session, writer)),
                        Multi.createFrom().item(writer::end));
    }

    private Multi<String> session(Caller caller, SessionView session, ExportWriter writer) {
        Multi<String> said = pages(cursor -> messages.list(
                                caller.userId(), session.id(), false, true, new PageRequest(MESSAGES_AT_A_TIME, cursor))
                        .onFailure(ExportService::isGone)
                        .recoverWithItem(new Page<>(List.of(), null)))
                .select()
                .first(message -> message.position() <= session.messageCount())
                .onItem()
                .transformToMultiAndConcatenate(message -> message(caller, message, writer));
        return Multi.createBy()
                .concatenating()
                .streams(
                        head(caller, session).map(writer::head).toMulti(),
                        said,
                        Multi.createFrom().item(writer::foot));
    }

    /** When a session is deleted meanwhile, its export ends there; the other sessions follow. */
    private static boolean isGone(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == CommonProblem.NOT_FOUND;
    }

    private Multi<String> message(Caller caller, MessageView message, ExportWriter writer) {
        Multi<String> text = Multi.createFrom().item(() -> writer.message(message));
        if (message.attachments().isEmpty()) {
            return text;
        }
        List<Multi<String>> parts = new ArrayList<>(List.of(text));
        for (int i = 0; i < message.attachments().size(); i++) {
            int index = i;
            AttachedFile file = message.attachments().get(i);
            parts.add(Multi.createFrom().item(() -> writer.fileHead(file, index)));
            if (writer.holdsContents()) {
                parts.add(attachments
                        .content(caller, file.id())
                        .onItem()
                        .transformToMulti(content -> Base64Pieces.of(content.bytes())));
            }
            parts.add(Multi.createFrom().item(writer::fileFoot));
        }
        parts.add(Multi.createFrom().item(writer::filesFoot));
        return Multi.createBy().concatenating().streams(parts);
    }

    private Uni<ExportWriter.Head> head(Caller caller, SessionView session) {
        Uni<@Nullable Origin> origin = session.importedAt() == null
                ? Uni.createFrom().nullItem()
                : origins.find(caller.userId(), session.id());
        Uni<Branches> forks = session.branchCount() == 1
                ? Uni.createFrom().item(Branches.NONE)
                : branches.find(caller.userId(), session.id()).onItem().ifNull().continueWith(Branches.NONE);
        return Uni.combine()
                .all()
                .unis(origin, feedback.find(caller.userId(), session.id()), forks)
                .with((from, rating, found) -> new ExportWriter.Head(session, from, rating, found));
    }

    /** The rows of a list, page by page; each page is requested when the one before has been consumed. */
    private static <T> Multi<T> pages(Function<@Nullable Cursor, Uni<Page<T>>> read) {
        AtomicReference<@Nullable Cursor> next = new AtomicReference<>();
        return Multi.createBy()
                .repeating()
                .uni(() -> read.apply(next.get()).invoke(page -> {
                    String cursor = page.nextCursor();
                    next.set(cursor == null ? null : Cursor.decode(cursor));
                }))
                .whilst(page -> page.nextCursor() != null)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.data()));
    }
}
