package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.content.InspectedFile;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Records uploads and deletions within their transaction, without names and contents. */
@ApplicationScoped
class AttachmentJournal {
    private static final String TABLE = "attachments";
    private static final String RESOURCE = "attachment";

    private final ChangeRecorder changes;

    AttachmentJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    Uni<Void> uploaded(SqlConnection transaction, Caller caller, String id, InspectedFile file) {
        String what = "attachment.uploaded";
        return changes.record(
                transaction,
                changes.by(caller.actor())
                        .activityOf(caller.userId(), what, RESOURCE, id, null)
                        .inserted(
                                TABLE,
                                id,
                                what,
                                Map.of("media_type", file.type().mediaType(), "size", file.content().length)));
    }

    Uni<Void> deleted(SqlConnection transaction, Caller caller, AttachmentView view) {
        String what = "attachment.deleted";
        return changes.record(
                transaction,
                changes.by(caller.actor())
                        .activityOf(caller.userId(), what, RESOURCE, view.id(), null)
                        .deleted(TABLE, view.id(), what, Map.of("media_type", view.mediaType(), "size", view.size())));
    }
}
