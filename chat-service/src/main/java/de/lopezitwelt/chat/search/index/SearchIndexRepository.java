package de.lopezitwelt.chat.search.index;

import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills the index of words and empties it. */
@ApplicationScoped
class SearchIndexRepository {
    private static final MultiRowInsert ENTRIES = new MultiRowInsert(
            "INSERT INTO message_search (message_id, session_id, user_id, agent_id, organization_id, created_at,"
                    + " words)",
            7,
            "ON DUPLICATE KEY UPDATE words = fresh.words");

    private final Pool pool;

    SearchIndexRepository(@ReactiveDataSource("worker") Pool pool) {
        this.pool = pool;
    }

    /**
     * A new entry.
     *
     * @param words separated by spaces, each behind its user's prefix
     */
    record Entry(MessageAppended message, String words) {}

    /**
     * Texts by message id; deleted messages are missing. The rows are locked, so a deletion either waits and then finds
     * our entries, or has happened before. Appending locks no message, so nothing else waits.
     *
     * <p>Not {@code (id, created_at) IN ((…), (…))}: MySQL 8.0.33 prunes every partition at the first execution of that
     * as a prepared statement, and finds nothing.
     */
    Uni<Map<String, String>> lockTexts(SqlConnection transaction, List<MessageAppended> messages) {
        List<MessageAppended> padded = MultiRow.padded(messages);
        List<Instant> times =
                messages.stream().map(MessageAppended::createdAt).sorted().toList();
        return transaction
                .preparedQuery("SELECT id, content FROM chat_messages WHERE id IN " + MultiRow.list(padded.size())
                        + " AND created_at BETWEEN ? AND ? ORDER BY id FOR SHARE")
                .execute(MultiRow.parameters(padded, (message, tuple) -> tuple.addValue(message.messageId()))
                        .addValue(DateTimes.utc(times.getFirst()))
                        .addValue(DateTimes.utc(times.getLast())))
                .map(rows -> {
                    Map<String, String> texts = new HashMap<>();
                    rows.forEach(row -> texts.put(row.getString("id"), row.getString("content")));
                    return texts;
                });
    }

    Uni<Void> add(SqlConnection transaction, List<Entry> entries) {
        return ENTRIES.execute(
                transaction,
                entries.stream()
                        .map(entry -> Arrays.asList(
                                entry.message().messageId(),
                                entry.message().sessionId(),
                                entry.message().userId(),
                                entry.message().agentId(),
                                entry.message().organizationId(),
                                DateTimes.utc(entry.message().createdAt()),
                                entry.words()))
                        .toList());
    }

    Uni<Void> deleteSession(SqlConnection transaction, String sessionId) {
        return transaction
                .preparedQuery("DELETE FROM message_search WHERE session_id = ?")
                .execute(Tuple.of(sessionId))
                .replaceWithVoid();
    }

    /** Whether OPTIMIZE TABLE works on full-text indexes on this server, instead of copying the table. */
    Uni<Boolean> optimizesFullText() {
        return pool.query("SELECT @@innodb_optimize_fulltext_only AS fulltext_only")
                .execute()
                .map(rows -> rows.iterator().next().getInteger("fulltext_only") == 1);
    }

    /** Removes words of deleted entries from the index, {@code innodb_ft_num_word_optimize} words a run. */
    Uni<Void> optimize() {
        return pool.query("OPTIMIZE TABLE message_search").execute().replaceWithVoid();
    }

    Uni<Void> deleteUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM message_search WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
