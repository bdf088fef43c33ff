package de.lopezitwelt.platform.local.data.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.data.MigratedServer;
import de.lopezitwelt.platform.local.data.RowFiller;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseReportIT {
    @TempDir
    Path directory;

    @Test
    void everySectionAnswersAndNoValueIsShown() throws Exception {
        try (var server = new MigratedServer(directory)) {
            server.migrate(PlatformService.CHAT, "latest");
            RowFiller.fill(server.administrator(), "lopez_chat");
            MySqlServer writer = server.administrator()
                    .as(
                            "lopez_chat_writer",
                            requireNonNull(server.platform()
                                    .accounts(PlatformService.CHAT)
                                    .passwords()
                                    .get(AccountRole.WRITER)));
            try (Connection connection = inChat(writer);
                    Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION long_query_time = 0");
                statement
                        .executeQuery("SELECT id FROM chat_sessions WHERE title = 'a very private title'")
                        .close();

                List<ReportSection> report = new DatabaseReport(server.administrator()).sections(50);

                assertThat(report).extracting(ReportSection::title).hasSize(10).doesNotHaveDuplicates();
                assertThat(rows(report, "slow log")).anyMatch(row -> row.contains("chat_sessions"));
                assertThat(rows(report, "most time")).isNotEmpty();
                assertThat(rows(report, "Partitions")).anyMatch(row -> row.contains("p_future"));
                assertThat(rows(report, "month")).anyMatch(row -> row.contains("2026-0"));
                assertThat(report.toString()).doesNotContain("private");
            }
        }
    }

    private static Connection inChat(MySqlServer server) throws SQLException {
        Connection connection = server.connect();
        connection.setCatalog("lopez_chat");
        return connection;
    }

    private static List<String> rows(List<ReportSection> report, String title) {
        return report.stream()
                .filter(section -> section.title().contains(title))
                .flatMap(section -> section.rows().stream())
                .map(List::toString)
                .toList();
    }
}
