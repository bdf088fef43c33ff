package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.ApiKeys;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What one completion writes into all schemas together, as MySQL counts it: the price of a turn, which no change may raise
 * unseen (docs/adr/0046-one-fact-one-row.md).
 */
class RowsOfATurnIT {
    private static final long TURNS = 20;
    /**
     * What the platform writes whether or not somebody asks, what leaves again, and the audit records, of which turns share
     * some.
     */
    private static final Set<String> BESIDE =
            Set.of("performance_metrics", "system_logs", "leases", "outbox", "audit_logs", "login_attempts");
    /** Rows of usage are for quarters of an hour: the turns of this test begin two of them at most. */
    private static final Set<String> USAGE = Set.of("usage_totals", "usage_people");

    private final Platform platform = Platform.running();
    private final Person person = Person.register(platform, "Ida");

    @Test
    void turnIsOneRowForEachFactInAllSchemasTogether() throws SQLException {
        String agent = person.createAgent(platform, Platform.OFFLINE_MODEL);
        Client program = Client.as(ApiKeys.forChat(platform, person));
        String body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"How is the weather?\"}]}"
                .formatted(agent);
        program.post(platform.chat("/v1/chat/completions"), body).expect(200);
        everythingIsFolded(1);
        Map<String, Long> before = rows();
        long entered = enteredTheOutbox();

        for (int turn = 0; turn < TURNS; turn++) {
            program.post(platform.chat("/v1/chat/completions"), body).expect(200);
        }
        everythingIsFolded(TURNS + 1);

        Map<String, Long> rows = new TreeMap<>(rows());
        rows.replaceAll((table, count) -> count - before.getOrDefault(table, 0L));
        long seals = rows.getOrDefault("audit_logs", 0L);
        assertThat(USAGE).as("turns share their rows").allMatch(table -> rows.getOrDefault(table, 0L) <= 1);
        rows.keySet().removeAll(BESIDE);
        rows.keySet().removeAll(USAGE);
        rows.values().removeIf(count -> count == 0);
        assertThat(rows)
                .as("rows of %d turns", TURNS)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "chat_sessions", TURNS,
                        "replies", TURNS,
                        "chat_messages", 2 * TURNS,
                        "message_search", 2 * TURNS,
                        "session_analytics", TURNS,
                        "user_activity", TURNS));
        assertThat(seals).as("one for each transaction that begins turns").isLessThanOrEqualTo(TURNS);
        assertThat(enteredTheOutbox() - entered)
                .as("one for each transaction, beside the service's own metrics")
                .isLessThanOrEqualTo(2 * TURNS + 2);
    }

    private void everythingIsFolded(long turns) {
        Platform.eventually(() -> {
            assertThat(number("SELECT COUNT(*) FROM lopez_analytics.user_activity WHERE action = 'message.sent'"
                            + " AND user_id = '" + person.id() + "'"))
                    .isEqualTo(turns);
            assertThat(number("SELECT total_messages FROM lopez_analytics.user_summaries WHERE user_id = '"
                            + person.id() + "'"))
                    .isEqualTo(2 * turns);
            assertThat(number("SELECT COUNT(*) FROM lopez_chat.message_search WHERE user_id = '" + person.id() + "'"))
                    .isEqualTo(2 * turns);
            assertThat(number("SELECT SUM(completed) FROM lopez_analytics.usage_people WHERE source = 'completions'"
                            + " AND user_id = '" + person.id() + "'"))
                    .as("one by one, in shared rows")
                    .isEqualTo(turns);
        });
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** By table, of all schemas. */
    private Map<String, Long> rows() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : texts("SELECT CONCAT(table_schema, '.', table_name) FROM information_schema.tables"
                + " WHERE table_schema LIKE 'lopez\\_%' AND table_type = 'BASE TABLE'")) {
            counts.merge(table.substring(table.indexOf('.') + 1), number("SELECT COUNT(*) FROM " + table), Long::sum);
        }
        return counts;
    }

    /** Its rows leave again, so MySQL's own count of inserts is read. */
    private long enteredTheOutbox() throws SQLException {
        return number("SELECT SUM(count_insert) FROM performance_schema.table_io_waits_summary_by_table"
                + " WHERE object_schema = 'lopez_chat' AND object_name = 'outbox'");
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
