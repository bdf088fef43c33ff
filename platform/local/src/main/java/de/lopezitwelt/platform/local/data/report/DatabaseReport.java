package de.lopezitwelt.platform.local.data.report;

import de.lopezitwelt.platform.local.account.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a server for the figures that operators need. It shows statements as digests, which contain no values; statements of
 * the slow log become digests first.
 */
public final class DatabaseReport {
    private static final String OURS = " LIKE 'lopez\\_%'";

    /**
     * @param remark the meaning of an empty answer
     * @param query the labels of its columns are the headings; %d is replaced by the number of rows
     */
    private record Question(String title, String remark, String query) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "Statements that took most time since the server started",
                    "",
                    "SELECT schema_name AS `schema`, count_star AS executions, ROUND(sum_timer_wait / 1e12, 1) AS `total s`,"
                            + " ROUND(avg_timer_wait / 1e9, 2) AS `mean ms`, ROUND(quantile_95 / 1e9, 2) AS `p95 ms`,"
                            + " ROUND(sum_rows_examined / GREATEST(sum_rows_sent + sum_rows_affected, 1), 1) AS `examined a row`,"
                            + " LEFT(digest_text, 120) AS statement"
                            + " FROM performance_schema.events_statements_summary_by_digest WHERE schema_name" + OURS
                            + " ORDER BY sum_timer_wait DESC LIMIT %d"),
            new Question(
                    "Largest tables",
                    "",
                    "SELECT table_schema AS `schema`, table_name AS `table`, table_rows AS `rows, about`,"
                            + " ROUND(data_length / 1048576, 1) AS `data MiB`, ROUND(index_length / 1048576, 1) AS `index MiB`,"
                            + " ROUND(data_free / 1048576, 1) AS `free MiB` FROM information_schema.tables"
                            + " WHERE table_type = 'BASE TABLE' AND table_schema" + OURS
                            + " ORDER BY data_length + index_length DESC LIMIT %d"),
            new Question(
                    "Partitions",
                    "",
                    "SELECT table_schema AS `schema`, table_name AS `table`, partition_name AS `partition`,"
                            + " table_rows AS `rows, about`, ROUND((data_length + index_length) / 1048576, 1) AS `MiB`"
                            + " FROM information_schema.partitions WHERE partition_name IS NOT NULL AND table_schema"
                            + OURS
                            + " ORDER BY 1, 2, partition_ordinal_position"),
            new Question(
                    "Indexes by use since the server started",
                    "",
                    "SELECT object_schema AS `schema`, object_name AS `table`, index_name AS `index`, count_read AS `reads`,"
                            + " count_write AS writes FROM performance_schema.table_io_waits_summary_by_index_usage"
                            + " WHERE index_name IS NOT NULL AND count_star > 0 AND object_schema" + OURS
                            + " ORDER BY count_read DESC LIMIT %d"),
            new Question(
                    "Indexes that nobody has used since the server started",
                    "every index was used",
                    "SELECT object_schema AS `schema`, object_name AS `table`, index_name AS `index`"
                            + " FROM sys.schema_unused_indexes WHERE object_schema" + OURS + " ORDER BY 1, 2, 3"),
            new Question(
                    "Indexes that another one makes superfluous",
                    "there are none",
                    "SELECT table_schema AS `schema`, table_name AS `table`, redundant_index_name AS superfluous,"
                            + " dominant_index_name AS `in favour of` FROM sys.schema_redundant_indexes WHERE table_schema"
                            + OURS + " ORDER BY 1, 2, 3"),
            new Question(
                    "Oldest transactions",
                    "none is open",
                    "SELECT trx_mysql_thread_id AS connection, TIMESTAMPDIFF(SECOND, trx_started, NOW()) AS `seconds`,"
                            + " trx_state AS state, trx_rows_locked AS `rows locked`, trx_rows_modified AS `rows changed`"
                            + " FROM information_schema.innodb_trx ORDER BY trx_started LIMIT %d"),
            new Question(
                    "Replication",
                    "this server follows no other",
                    "SELECT c.channel_name AS channel, c.service_state AS receives, a.service_state AS applies,"
                            + " ROUND(TIMESTAMPDIFF(MICROSECOND, w.applying, NOW(6)) / 1e6, 3) AS `lag s`"
                            + " FROM performance_schema.replication_connection_status c"
                            + " JOIN performance_schema.replication_applier_status a ON a.channel_name = c.channel_name"
                            + " LEFT JOIN (SELECT channel_name, MIN(NULLIF(applying_transaction_original_commit_timestamp, 0))"
                            + " AS applying FROM performance_schema.replication_applier_status_by_worker"
                            + " GROUP BY channel_name) w ON w.channel_name = c.channel_name"));

    private static final String GROWTH = "SELECT DATE_FORMAT(created_at, '%Y-%m') AS month, COUNT(*) AS messages"
            + " FROM lopez_chat.chat_messages WHERE created_at > NOW() - INTERVAL 12 MONTH GROUP BY 1 ORDER BY 1";

    private final MySqlServer server;

    /** @param server connected with an account that may read {@code performance_schema}, {@code sys} and {@code mysql.slow_log} */
    public DatabaseReport(MySqlServer server) {
        this.server = server;
    }

    /** @param most rows of a ranking, 1 or more */
    public List<ReportSection> sections(int most) throws SQLException {
        var sections = new ArrayList<ReportSection>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (Question question : QUESTIONS) {
                sections.add(ask(
                        statement,
                        question.title(),
                        question.remark(),
                        question.query().replace("%d", "" + most)));
            }
            if (hasMessages(statement)) {
                sections.add(ask(statement, "Messages by month", "there are none", GROWTH));
            }
        }
        try (Connection own = server.connect()) {
            sections.add(1, new SlowLog(own).section(most));
        }
        return sections;
    }

    private static boolean hasMessages(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM information_schema.tables"
                + " WHERE table_schema = 'lopez_chat' AND table_name = 'chat_messages'")) {
            return row.next();
        }
    }

    private static ReportSection ask(Statement statement, String title, String ifEmpty, String query)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            var columns = new ArrayList<String>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                columns.add(rows.getMetaData().getColumnLabel(column));
            }
            var cells = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= columns.size(); column++) {
                    String cell = rows.getString(column);
                    row.add(cell == null ? "" : cell);
                }
                cells.add(row);
            }
            return new ReportSection(title, columns, cells, cells.isEmpty() ? ifEmpty : "");
        }
    }
}
