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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What one completion writes into all schemas together, as MySQL counts it: the price of a turn, which no change may raise
 * unseen (docs/adr/0046-one-fact-one-row.md).
 */
class RowsOfATurnIT {
    private static final int TURNS = 20;
    /** What the platform writes whether or not somebody asks. */
    private static final Set<String> BESIDE = Set.of("performance_metrics", "system_logs", "leases");

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
        Map<String, Double> before = inserted();

        for (int turn = 0; turn < TURNS; turn++) {
            program.post(platform.chat("/v1/chat/completions"), body).expect(200);
        }
        everythingIsFolded(TURNS + 1);

        Map<String, Double> rows = new TreeMap<>(inserted());
        rows.replaceAll((table, count) -> (count - before.getOrDefault(table, 0.0)) / TURNS);
        assertThat(rows)
                .as("%s", rows)
                .containsEntry("chat_sessions", 1.0)
                .containsEntry("replies", 1.0)
                .containsEntry("chat_messages", 2.0)
                .containsEntry("message_search", 2.0)
                .containsEntry("session_analytics", 1.0)
                .containsEntry("user_activity", 1.0);
        // one for each transaction; under load, turns share some
        assertThat(rows.get("outbox")).isLessThanOrEqualTo(2);
        assertThat(rows.getOrDefault("audit_logs", 0.0)).isLessThanOrEqualTo(1);
        for (String none :
                Set.of("audit_personal", "idempotency_keys", "aggregate_versions", "summary_versions", "reply_texts")) {
            assertThat(rows.getOrDefault(none, 0.0)).as(none).isZero();
        }
    }

    private void everythingIsFolded(int turns) {
        Platform.eventually(() -> {
            assertThat(number("SELECT COUNT(*) FROM lopez_analytics.user_activity WHERE action = 'message.sent'"
                            + " AND user_id = '" + person.id() + "'"))
                    .isEqualTo(turns);
            assertThat(number("SELECT total_messages FROM lopez_analytics.user_summaries WHERE user_id = '"
                            + person.id() + "'"))
                    .isEqualTo(2L * turns);
            assertThat(number("SELECT COUNT(*) FROM lopez_chat.message_search WHERE user_id = '" + person.id() + "'"))
                    .isEqualTo(2L * turns);
        });
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Rows inserted since the server's start by table, those included that were there and were changed instead. */
    private Map<String, Double> inserted() throws SQLException {
        Map<String, Double> inserted = new TreeMap<>();
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT object_name, SUM(count_insert) FROM performance_schema.table_io_waits_summary_by_table"
                                + " WHERE object_schema LIKE 'lopez\\_%' GROUP BY object_name")) {
            while (rows.next()) {
                if (!BESIDE.contains(rows.getString(1))) {
                    inserted.put(rows.getString(1), rows.getDouble(2));
                }
            }
        }
        return inserted;
    }
}
