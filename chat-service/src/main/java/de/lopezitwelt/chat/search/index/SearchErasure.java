package de.lopezitwelt.chat.search.index;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes the index entries of a user who is erased. */
@ApplicationScoped
@Priority(80)
class SearchErasure implements UserErasure {
    private final SearchIndexRepository rows;

    SearchErasure(SearchIndexRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.deleteUser(transaction, userId);
    }
}
