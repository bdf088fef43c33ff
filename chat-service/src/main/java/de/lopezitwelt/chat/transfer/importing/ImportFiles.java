package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.attachment.AttachmentService;
import de.lopezitwelt.chat.attachment.NewAttachment;
import de.lopezitwelt.chat.transfer.document.ExportedFile;
import de.lopezitwelt.chat.transfer.document.ExportedMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Files of an import: inspected like uploads, and stored with their messages. */
@ApplicationScoped
class ImportFiles {
    private final AttachmentService attachments;
    private final IdGenerator ids;

    ImportFiles(AttachmentService attachments, IdGenerator ids) {
        this.attachments = attachments;
        this.ids = ids;
    }

    /** Fails with the name of a file that is refused. */
    Uni<List<NewAttachment>> prepare(List<ImportedSession> sessions) {
        List<Supplier<Uni<NewAttachment>>> files = new ArrayList<>();
        for (int s = 0; s < sessions.size(); s++) {
            ImportedSession session = sessions.get(s);
            List<ExportedMessage> messages = session.source.messages();
            for (int m = 0; m < messages.size(); m++) {
                ExportedMessage message = messages.get(m);
                for (int i = 0; i < message.files().size(); i++) {
                    int place = i;
                    String field = "sessions[" + s + "].messages[" + m + "].attachments[" + i + "]";
                    files.add(() -> prepare(session, message, place, field));
                }
            }
        }
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(Supplier::get)
                .collect()
                .asList();
    }

    private Uni<NewAttachment> prepare(ImportedSession session, ExportedMessage message, int place, String field) {
        ExportedFile file = message.files().get(place);
        return attachments
                .inspect(file.name(), file.content())
                .onFailure(ProblemException.class)
                .transform(failure -> {
                    ProblemException known = (ProblemException) failure;
                    return new ProblemException(known.type(), known.detail())
                            .withViolation(field, String.valueOf(known.detail()));
                })
                .chain(inspected -> {
                    String id = IdGenerator.isValid(file.id())
                            ? ids.nextTo(file.id())
                            : ids.nextAt(message.createdAt(), place);
                    return attachments.prepare(new NewAttachment(
                            id,
                            session.userId,
                            null,
                            session.id,
                            Objects.requireNonNull(session.idOf(message.id())),
                            place,
                            inspected,
                            attachments.storageOfNew(),
                            file.id(),
                            IdGenerator.timeOf(id)));
                });
    }

    Uni<Void> store(SqlConnection transaction, String userId, List<NewAttachment> files) {
        if (files.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long bytes =
                files.stream().mapToLong(file -> file.file().content().length).sum();
        return attachments
                .requireRoom(transaction, userId, files.size(), bytes)
                .chain(() -> Multi.createFrom()
                        .iterable(files)
                        .onItem()
                        .transformToUniAndConcatenate(file -> attachments.insert(transaction, file))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }
}
