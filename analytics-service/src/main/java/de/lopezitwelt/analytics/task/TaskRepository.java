package de.lopezitwelt.analytics.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.messaging.EventJson;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class TaskRepository {
    /** After so many seconds without progress, a task has lost its instance. */
    private static final int SILENT_SECONDS = 60;

    private static final int KEPT_DAYS = 30;

    private final Pool worker;

    TaskRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    Uni<Void> save(String id, String kind, ObjectNode state) {
        return worker.preparedQuery("INSERT INTO operator_tasks (id, kind, state, updated_at)"
                        + " VALUES (?, ?, ?, NOW(6)) AS fresh"
                        + " ON DUPLICATE KEY UPDATE state = fresh.state, updated_at = fresh.updated_at")
                .execute(Tuple.of(id, kind, state.toString()))
                .replaceWithVoid();
    }

    Uni<Void> forgetOld() {
        return worker.query("DELETE FROM operator_tasks WHERE updated_at < NOW(6) - INTERVAL " + KEPT_DAYS + " DAY")
                .execute()
                .replaceWithVoid();
    }

    Uni<@Nullable ObjectNode> find(String id, String kind) {
        return worker.preparedQuery("SELECT CAST(state AS CHAR), updated_at < NOW(6) - INTERVAL " + SILENT_SECONDS
                        + " SECOND FROM operator_tasks WHERE id = ? AND kind = ?")
                .execute(Tuple.of(id, kind))
                .map(rows -> rows.size() == 0 ? null : state(rows.iterator().next()));
    }

    private static ObjectNode state(Row row) {
        try {
            ObjectNode state = (ObjectNode) EventJson.MAPPER.readTree(row.getString(0));
            boolean over = state.path("phase").asText().matches("done|failed");
            if (!over && row.getInteger(1) == 1) {
                state.put("phase", "failed").put("failure", "the instance that did it went away");
            }
            return state;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
