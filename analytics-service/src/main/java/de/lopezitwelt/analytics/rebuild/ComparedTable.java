package de.lopezitwelt.analytics.rebuild;

import de.lopezitwelt.analytics.usage.UsageTable;
import java.util.List;

/**
 * A table in which the live and the shadow rows must agree.
 *
 * @param key its primary key, an id
 * @param columns everything that the fold writes, with the key first; {@code feedback} is not among them
 */
record ComparedTable(String name, String key, List<String> columns) {
    static final List<ComparedTable> ALL = List.of(
            new ComparedTable(
                    "session_analytics",
                    "id",
                    List.of(
                            "id",
                            "session_id",
                            "user_id",
                            "organization_id",
                            "total_messages",
                            "user_messages",
                            "agent_messages",
                            "total_tokens",
                            "total_processing_time_ms",
                            "message_checksum",
                            "satisfaction_score",
                            "created_at",
                            "updated_at")),
            new ComparedTable(
                    "user_summaries",
                    "user_id",
                    List.of("user_id", "total_sessions", "total_messages", "last_activity_at", "updated_at")),
            new ComparedTable(
                    "agent_summaries",
                    "agent_id",
                    List.of(
                            "agent_id",
                            "total_sessions",
                            "total_messages",
                            "rating_count",
                            "rating_sum",
                            "average_satisfaction",
                            "updated_at")),
            usage(UsageTable.TOTALS),
            usage(UsageTable.PEOPLE));

    private static ComparedTable usage(UsageTable table) {
        return new ComparedTable(table.table(), "id", table.columns());
    }
}
