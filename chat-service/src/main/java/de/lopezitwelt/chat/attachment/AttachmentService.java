package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.AttachmentRepository.Stored;
import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.attachment.content.AttachmentProblem;
import de.lopezitwelt.chat.attachment.content.FileInspector;
import de.lopezitwelt.chat.attachment.content.InspectedFile;
import de.lopezitwelt.chat.attachment.storage.ContentStores;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** A user's own files. Files of other users are answered as if they did not exist. */
@ApplicationScoped
public class AttachmentService {
    private final AttachmentRepository rows;
    private final FileInspector inspector;
    private final ContentStores stores;
    private final AttachmentJournal journal;
    private final Idempotency idempotency;
    private final AttachmentConfig config;
    private final IdGenerator ids;

    AttachmentService(
            AttachmentRepository rows,
            FileInspector inspector,
            ContentStores stores,
            AttachmentJournal journal,
            Idempotency idempotency,
            AttachmentConfig config,
            IdGenerator ids) {
        this.rows = rows;
        this.inspector = inspector;
        this.stores = stores;
        this.journal = journal;
        this.idempotency = idempotency;
        this.config = config;
        this.ids = ids;
    }

    /** Takes a file, whatever the client says it is. */
    public Uni<AttachmentView> upload(Caller caller, String name, byte[] content) {
        return inspect(name, content).chain(file -> add(caller, file, true));
    }

    /** Inspects a file. Fails as {@link FileInspector#inspect} does, and with 413 beyond the limit. */
    public Uni<InspectedFile> inspect(String name, byte[] content) {
        long most = config.maxBytes().asLongValue();
        return content.length > most
                ? Uni.createFrom()
                        .failure(new ProblemException(
                                CommonProblem.PAYLOAD_TOO_LARGE, "A file may have at most " + most + " bytes"))
                : inspector.inspect(name, content);
    }

    /** Stores a file that a message of the same request will take. */
    public Uni<AttachmentView> add(Caller caller, InspectedFile file) {
        return add(caller, file, false);
    }

    public Uni<AttachmentView> get(Caller caller, String id) {
        return find(caller, id).map(Stored::view);
    }

    public Uni<Page<AttachmentView>> list(Caller caller, PageRequest page) {
        String before = page.cursor() == null ? null : page.cursor().expect(1).id(0);
        return rows.findNewest(caller, before, page.fetchSize())
                .map(found -> Page.of(found, page, view -> Cursor.of(view.id()), Function.identity()));
    }

    /** A file and its bytes, read as fast as the client takes them. */
    public record Content(AttachmentView view, Multi<byte[]> bytes) {}

    public Uni<Content> content(Caller caller, String id) {
        return find(caller, id)
                .map(found ->
                        new Content(found.view(), stores.of(found.storage()).read(id)));
    }

    /** Deletes an unused file. A file of a message is deleted with its session. */
    public Uni<Void> delete(Caller caller, String id) {
        requireId(id);
        return rows.inTransaction(transaction -> rows.lock(transaction, caller, id)
                        .plug(ProblemException::orNotFound)
                        .invoke(found -> {
                            if (found.view().messageId() != null) {
                                throw new ProblemException(
                                        AttachmentProblem.ATTACHMENT_IN_USE, "It goes with its session");
                            }
                        })
                        .call(() -> rows.delete(transaction, id))
                        .call(found -> journal.deleted(transaction, caller, found.view())))
                .replaceWithVoid();
    }

    public String storageOfNew() {
        return stores.forNew().name();
    }

    /** Call before the transaction of {@link #insert}. */
    public Uni<NewAttachment> prepare(NewAttachment attachment) {
        return stores.of(attachment.storage())
                .prepare(attachment.id(), attachment.file().content())
                .replaceWith(attachment);
    }

    /**
     * Inserts the row in the caller's transaction, whose commit makes the file readable. The content was prepared
     * before.
     */
    public Uni<Void> insert(SqlConnection transaction, NewAttachment attachment) {
        return rows.insert(transaction, attachment)
                .chain(() -> stores.of(attachment.storage())
                        .store(transaction, attachment.id(), attachment.file().content()));
    }

    /**
     * Fails with 409 when the user would exceed their limits. Other uploads of the user wait until the end of the
     * transaction.
     */
    public Uni<Void> requireRoom(SqlConnection transaction, String userId, int files, long bytes) {
        return rows.lockHolding(transaction, userId)
                .invoke(holding -> {
                    long most = config.bytesPerUser().asLongValue();
                    if (holding.count() + files > config.perUser() || holding.bytes() + bytes > most) {
                        throw new ProblemException(
                                AttachmentProblem.ATTACHMENT_QUOTA,
                                "A user may have " + config.perUser() + " files and " + most + " bytes: delete some");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<AttachmentView> add(Caller caller, InspectedFile file, boolean answersRequest) {
        String id = ids.next();
        NewAttachment attachment = new NewAttachment(
                id,
                caller.userId(),
                caller.organizationId(),
                null,
                null,
                0,
                file,
                storageOfNew(),
                null,
                IdGenerator.timeOf(id));
        return prepare(attachment)
                .chain(() -> rows.inTransaction(transaction -> requireRoom(
                                transaction, caller.userId(), 1, file.content().length)
                        .chain(() -> insert(transaction, attachment))
                        .chain(() -> journal.uploaded(transaction, caller, id, file))
                        .chain(() -> answersRequest
                                ? idempotency.record(transaction, Outcome.reference(id))
                                : Uni.createFrom().voidItem())))
                .replaceWith(() -> view(attachment));
    }

    private static AttachmentView view(NewAttachment attachment) {
        InspectedFile file = attachment.file();
        return new AttachmentView(
                attachment.id(),
                file.name(),
                file.type().mediaType(),
                file.content().length,
                file.encoding(),
                file.truncated(),
                null,
                null,
                attachment.createdAt());
    }

    private Uni<Stored> find(Caller caller, String id) {
        requireId(id);
        return rows.find(caller, id).plug(ProblemException::orNotFound);
    }

    private static void requireId(String id) {
        if (!IdGenerator.isValid(id)) {
            throw ProblemException.notFound();
        }
    }
}
