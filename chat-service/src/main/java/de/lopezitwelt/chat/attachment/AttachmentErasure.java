package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes the files of a user who is erased. A trigger hands their stored bytes to the upkeep. */
@ApplicationScoped
@Priority(70)
class AttachmentErasure implements UserErasure {
    private final AttachmentRepository rows;

    AttachmentErasure(AttachmentRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.deleteByUser(transaction, userId);
    }
}
