package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files of messages, for lists and prompts. Asked only for messages that have files. */
@ApplicationScoped
public class PromptFileRepository {
    private static final String FILE = "id, message_id, name, media_type, size, original_id";

    private final Pool pool;

    PromptFileRepository(Pool pool) {
        this.pool = pool;
    }

    /** A row; {@code text} null for an image. */
    record Found(
            AttachedFile file,
            @Nullable String messageId,
            @Nullable String text,
            boolean truncated,
            String storage) {}

    /** Files in order, by message id. @param view a table, or a view that shows one user's files only */
    public Uni<Map<String, List<AttachedFile>>> ofMessages(
            SqlClient client, String view, Collection<String> messageIds) {
        List<String> padded = MultiRow.padded(messageIds);
        return client.preparedQuery("SELECT " + FILE + " FROM " + view + " WHERE message_id IN "
                        + MultiRow.list(padded.size()) + " ORDER BY place")
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .map(rows -> {
                    Map<String, List<AttachedFile>> files = new HashMap<>();
                    for (Row row : rows) {
                        files.computeIfAbsent(row.getString("message_id"), id -> new ArrayList<>())
                                .add(file(row));
                    }
                    return files;
                });
    }

    /**
     * The caller's files among these, in no order. An organization's API key may use the files uploaded with such a
     * key.
     */
    Uni<List<Found>> find(Caller caller, Collection<String> ids) {
        List<String> padded = MultiRow.padded(ids);
        Tuple parameters = MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id))
                .addValue(caller.userId())
                .addValue(caller.organizationId())
                .addValue(caller.organizationId());
        return pool.preparedQuery("SELECT " + FILE + ", content_text, truncated, storage FROM attachments WHERE id IN "
                        + MultiRow.list(padded.size()) + " AND user_id = ? AND (? IS NULL OR organization_id = ?)")
                .execute(parameters)
                .map(PromptFileRepository::found);
    }

    /** The size of a message's files for a model: characters of texts, bytes of images. */
    record Weight(long characters, long imageBytes) {
        static final Weight NOTHING = new Weight(0, 0);
    }

    /** Sizes by message id. The caller has checked the owner of the messages. */
    Uni<Map<String, Weight>> weigh(Collection<String> messageIds) {
        List<String> padded = MultiRow.padded(messageIds);
        return pool.preparedQuery("SELECT message_id, CAST(COALESCE(SUM(CHAR_LENGTH(content_text)), 0) AS SIGNED) AS"
                        + " characters, CAST(COALESCE(SUM(IF(content_text IS NULL, size, 0)), 0) AS SIGNED) AS images"
                        + " FROM attachments WHERE message_id IN " + MultiRow.list(padded.size())
                        + " GROUP BY message_id")
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .map(rows -> {
                    Map<String, Weight> weights = new HashMap<>();
                    rows.forEach(row -> weights.put(
                            row.getString("message_id"), new Weight(row.getLong("characters"), row.getLong("images"))));
                    return weights;
                });
    }

    /**
     * The files of each message, in order. The caller has checked the owner of the messages.
     *
     * @param withText messages whose texts are wanted
     * @param texts true reads the files of these messages; false reads the files of the others, without their texts
     */
    Uni<List<Found>> ofMessages(Set<String> messageIds, Set<String> withText, boolean texts) {
        List<String> wanted =
                messageIds.stream().filter(id -> withText.contains(id) == texts).toList();
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> padded = MultiRow.padded(wanted);
        String text = texts ? "content_text" : "IF(content_text IS NULL, NULL, '') AS content_text";
        return pool.preparedQuery("SELECT " + FILE + ", " + text + ", truncated, storage FROM attachments"
                        + " WHERE message_id IN " + MultiRow.list(padded.size()) + " ORDER BY message_id, place")
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .map(PromptFileRepository::found);
    }

    private static List<Found> found(RowSet<Row> rows) {
        List<Found> found = new ArrayList<>(rows.size());
        for (Row row : rows) {
            found.add(new Found(
                    file(row),
                    row.getString("message_id"),
                    row.getString("content_text"),
                    row.getBoolean("truncated"),
                    row.getString("storage")));
        }
        return found;
    }

    private static AttachedFile file(Row row) {
        return new AttachedFile(
                row.getString("id"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getString("original_id"));
    }
}
