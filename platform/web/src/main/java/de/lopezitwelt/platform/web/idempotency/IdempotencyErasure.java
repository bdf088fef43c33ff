package de.lopezitwelt.platform.web.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Forgets answers that name an erased user, before their day has passed. */
@Singleton
public class IdempotencyErasure {
    private static final String DELETE =
            "DELETE FROM idempotency_keys WHERE INSTR(COALESCE(body, ''), ?) > 0 OR INSTR(COALESCE(location, ''), ?) > 0"
                    + " OR INSTR(COALESCE(reference, ''), ?) > 0";

    /** Reads the whole table, which holds one day: for the worker account, and rare. */
    public Uni<Void> forget(SqlConnection transaction, String id) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(id, id, id)).replaceWithVoid();
    }
}
