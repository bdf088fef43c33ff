package de.lopezitwelt.analytics.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import de.lopezitwelt.platform.messaging.stream.ActivitySeal;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Activities whose digests the audit chain holds. */
@ApplicationScoped
public class SealedActivityRepository {
    private final Pool reader;

    SealedActivityRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    /** The digests of the rows as they are now ({@link ActivitySeal}), by id. Erased rows are missing. */
    public Uni<Map<String, String>> digests(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return reader.preparedQuery("""
                        SELECT id, user_id, action, resource_type, resource_id, CAST(metadata AS CHAR) AS metadata,
                               ip_address, user_agent
                        FROM user_activity WHERE id IN (SELECT i FROM JSON_TABLE(?, '$[*]'
                            COLUMNS (i VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS listed)""")
                .execute(Tuple.of(new JsonArray(List.copyOf(ids)).encode()))
                .map(rows -> {
                    Map<String, String> digests = new HashMap<>();
                    for (Row row : rows) {
                        digests.put(row.getString("id"), ActivitySeal.of(row.getString("id"), activity(row)));
                    }
                    return digests;
                });
    }

    private static ActivityRecorded activity(Row row) {
        return new ActivityRecorded(
                row.getString("user_id"),
                row.getString("action"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                json(row.getString("metadata")),
                row.getString("ip_address"),
                row.getString("user_agent"));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : EventJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON column holds JSON", e);
        }
    }
}
