package de.lopezitwelt.auth.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;

/** Deletes the expired rows of a feature. */
public interface Retention {
    /**
     * Deletes rows whose time is over.
     *
     * @param atMost most rows to delete at once, so few that no sign-in waits for them
     * @return how many were deleted; fewer than {@code atMost} when none is left
     */
    Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost);
}
