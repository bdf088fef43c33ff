package de.lopezitwelt.chat.feedback;

import de.lopezitwelt.contracts.session.FeedbackText;
import de.lopezitwelt.platform.persistence.DateTimes;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Texts of several users at once, for services that act for no user. */
@ApplicationScoped
class FeedbackTextRepository {
    private final Pool worker;

    FeedbackTextRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /** Sessions without a text are missing. */
    Uni<List<FeedbackText>> find(Collection<String> sessionIds) {
        List<String> ids = List.copyOf(new TreeSet<>(sessionIds));
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String listed = String.join(", ", Collections.nCopies(ids.size(), "?"));
        return worker.preparedQuery("SELECT session_id, user_id, feedback, updated_at FROM session_feedback"
                        + " WHERE feedback IS NOT NULL AND session_id IN (" + listed + ")")
                .execute(Tuple.tuple(List.copyOf(ids)))
                .map(rows -> rows.stream().map(FeedbackTextRepository::text).toList());
    }

    private static FeedbackText text(Row row) {
        return new FeedbackText(
                row.getString("session_id"),
                row.getString("user_id"),
                row.getString("feedback"),
                DateTimes.instant(row.getLocalDateTime("updated_at")));
    }
}
