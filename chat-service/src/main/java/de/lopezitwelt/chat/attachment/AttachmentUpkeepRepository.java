package de.lopezitwelt.chat.attachment;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Finds and deletes files that are due for deletion. */
@ApplicationScoped
class AttachmentUpkeepRepository {
    private final Pool pool;

    AttachmentUpkeepRepository(@ReactiveDataSource("worker") Pool pool) {
        this.pool = pool;
    }

    /** Deletes old uploads without a message, and returns how many. A message that takes one at this moment either keeps it or finds it missing. */
    Uni<Integer> deleteUnused(String idsBefore, int limit) {
        return pool.preparedQuery("DELETE FROM attachments WHERE message_id IS NULL AND id < ? LIMIT ?")
                .execute(Tuple.of(idsBefore, limit))
                .map(deleted -> deleted.rowCount());
    }

    /** Objects that are due for deletion. */
    Uni<List<String>> findDue(int limit) {
        return pool.preparedQuery("SELECT attachment_id FROM attachment_deletions WHERE due_at < UTC_TIMESTAMP(6)"
                        + " ORDER BY due_at LIMIT ?")
                .execute(Tuple.of(limit))
                .map(rows -> {
                    List<String> ids = new ArrayList<>(rows.size());
                    rows.forEach(row -> ids.add(row.getString("attachment_id")));
                    return ids;
                });
    }

    /** Postpones an object that could not be deleted, so that it does not stay the first. */
    Uni<Void> postpone(String id) {
        return pool.preparedQuery("UPDATE attachment_deletions SET due_at = UTC_TIMESTAMP(6) + INTERVAL 10 MINUTE"
                        + " WHERE attachment_id = ?")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    Uni<Void> markDeleted(String id) {
        return pool.preparedQuery("DELETE FROM attachment_deletions WHERE attachment_id = ?")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }
}
