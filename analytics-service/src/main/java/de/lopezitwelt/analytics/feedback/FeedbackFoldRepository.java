package de.lopezitwelt.analytics.feedback;

import de.lopezitwelt.contracts.session.FeedbackText;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Writes {@code session_feedback}, in the order of its key. */
@ApplicationScoped
class FeedbackFoldRepository {
    private static final MultiRowInsert STORE = new MultiRowInsert(
            "INSERT INTO session_feedback (session_id, user_id, feedback, updated_at)",
            4,
            "ON DUPLICATE KEY UPDATE feedback = fresh.feedback, updated_at = fresh.updated_at");

    private static final String DELETE = """
            DELETE FROM session_feedback WHERE session_id IN (SELECT id FROM JSON_TABLE(?, '$[*]'
                COLUMNS (id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS listed)""";

    Uni<Void> store(SqlConnection transaction, List<FeedbackText> texts) {
        return STORE.execute(
                transaction,
                texts.stream()
                        .sorted(Comparator.comparing(FeedbackText::sessionId))
                        .map(text -> List.of(
                                text.sessionId(), text.userId(), text.feedback(), DateTimes.utc(text.updatedAt())))
                        .toList());
    }

    Uni<Void> delete(SqlConnection transaction, Collection<String> sessionIds) {
        return sessionIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(DELETE)
                        .execute(Tuple.of(new JsonArray(List.copyOf(sessionIds)).encode()))
                        .replaceWithVoid();
    }
}
