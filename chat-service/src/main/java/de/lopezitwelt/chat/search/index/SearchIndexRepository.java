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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /** A message to be found, without its text. */
    record Indexed(
            String messageId,
            String sessionId,
            String userId,
            String agentId,
            @Nullable String organizationId,
            Instant createdAt) {
        static Indexed of(MessageAppended event) {
            return new Indexed(
                    event.messageId(),
                    event.sessionId(),
                    event.userId(),
                    event.agentId(),
                    event.organizationId(),
                    event.createdAt());
        }
    }

    /**
     * An entry; it replaces an earlier one of the message.
     *
     * @param words separated by spaces, each behind its user's prefix
     */
    record Entry(Indexed message, String words) {
        /** The entries of messages with words. @param texts by message id */
        static List<Entry> of(List<Indexed> messages, Map<String, String> texts) {
            List<Entry> entries = new ArrayList<>(messages.size());
            for (Indexed message : messages) {
                List<String> keys = SearchWordPolicy.entries(texts.getOrDefault(message.messageId(), ""));
                if (!keys.isEmpty()) {
                    entries.add(new Entry(message, SearchPrefix.words(keys, SearchPrefix.of(message.userId()))));
                }
            }
            return entries;
        }
    }

    /**
     * Texts by message id; deleted messages are missing. The rows are locked, so a deletion either waits and then finds
     * our entries, or has happened before. Appending locks no message, so nothing else waits.
     *
     * <p>Not {@code (id, created_at) IN ((…), (…))}: MySQL 8.0.33 prunes every partition at the first execution of that
     * as a prepared statement, and finds nothing.
     */
    Uni<Map<String, String>> lockTexts(SqlConnection transaction, List<Indexed> messages) {
        List<Indexed> padded = MultiRow.padded(messages);
        List<Instant> times = messages.stream().map(Indexed::createdAt).sorted().toList();
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

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    /** The last message whose entry has the present form; null when all have. Locks the row. */
    Uni<@Nullable String> lockRebuild(SqlConnection transaction, int form) {
        return transaction
                .preparedQuery("SELECT after_id FROM search_rebuild WHERE form = ? AND NOT done FOR UPDATE")
                .execute(Tuple.of(form))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("after_id"));
    }

    Uni<Boolean> isRebuilt(int form) {
        return pool.preparedQuery("SELECT COUNT(*) FROM search_rebuild WHERE form = ? AND done")
                .execute(Tuple.of(form))
                .map(rows -> rows.iterator().next().getLong(0) == 1);
    }

    /** Messages in the order of their ids, including those without an entry. */
    Uni<List<Indexed>> findAfter(SqlConnection transaction, String messageId, int limit) {
        return transaction
                .preparedQuery("SELECT m.id, m.session_id, s.user_id, s.agent_id, s.organization_id, m.created_at"
                        + " FROM chat_messages m JOIN chat_sessions s ON s.id = m.session_id"
                        + " WHERE m.id > ? ORDER BY m.id LIMIT ?")
                .execute(Tuple.of(messageId, limit))
                .map(rows -> {
                    List<Indexed> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(new Indexed(
                            row.getString("id"),
                            row.getString("session_id"),
                            row.getString("user_id"),
                            row.getString("agent_id"),
                            row.getString("organization_id"),
                            DateTimes.instant(row.getLocalDateTime("created_at")))));
                    return found;
                });
    }

    Uni<Void> markRebuilt(SqlConnection transaction, int form, String messageId) {
        return transaction
                .preparedQuery("UPDATE search_rebuild SET after_id = ? WHERE form = ?")
                .execute(Tuple.of(messageId, form))
                .replaceWithVoid();
    }

    /** Does nothing while instances of the previous version may still run. */
    Uni<Void> endRebuild(SqlConnection transaction, int form) {
        return transaction
                .preparedQuery("UPDATE search_rebuild SET done = TRUE"
                        + " WHERE form = ? AND begun_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR")
                .execute(Tuple.of(form))
                .replaceWithVoid();
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
