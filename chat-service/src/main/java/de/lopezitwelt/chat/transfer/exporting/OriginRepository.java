package de.lopezitwelt.chat.transfer.exporting;

import de.lopezitwelt.chat.sql.UserConnections;
import de.lopezitwelt.chat.transfer.document.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Original ids of imported sessions, read as their user. */
@ApplicationScoped
class OriginRepository {
    private final UserConnections rowLevel;

    OriginRepository(UserConnections rowLevel) {
        this.rowLevel = rowLevel;
    }

    /** Null for a session that was created here. */
    Uni<@Nullable Origin> find(String userId, String sessionId) {
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery("SELECT CAST(origin AS CHAR) AS origin FROM user_sessions WHERE id = ?"
                                + " AND origin IS NOT NULL")
                        .execute(Tuple.of(sessionId))
                        .map(rows -> rows.size() == 0
                                ? null
                                : Origin.read(rows.iterator().next().getString("origin"))));
    }
}
