package de.lopezitwelt.chat.attachment.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Objects that will be deleted unless a transaction keeps them in time. */
@ApplicationScoped
class DoomedContentRepository {
    private final Pool pool;

    DoomedContentRepository(Pool pool) {
        this.pool = pool;
    }

    /** Commits at once: an upload that is never stored is deleted after an hour. */
    Uni<Void> doom(String id) {
        return pool.preparedQuery("INSERT INTO attachment_deletions (attachment_id, due_at)"
                        + " VALUES (?, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** False when it is too late: the object may be gone at any moment, far longer than any transaction takes. */
    Uni<Boolean> spare(SqlConnection transaction, String id) {
        return transaction
                .preparedQuery("DELETE FROM attachment_deletions WHERE attachment_id = ?"
                        + " AND due_at > UTC_TIMESTAMP(6) + INTERVAL 10 MINUTE")
                .execute(Tuple.of(id))
                .map(deleted -> deleted.rowCount() == 1);
    }
}
