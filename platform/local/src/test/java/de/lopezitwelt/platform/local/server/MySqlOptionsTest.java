package de.lopezitwelt.platform.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlOptionsTest {
    private static final Path FILE = Path.of("../../deploy/mysql/my.cnf");

    /** As a key, or in a comment that says what became of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "innodb_buffer_pool_size",
                "innodb_log_file_size",
                "innodb_flush_log_at_trx_commit",
                "innodb_flush_method",
                "max_connections",
                "max_connect_errors",
                "query_cache_type",
                "query_cache_size",
                "slow_query_log",
                "slow_query_log_file",
                "long_query_time",
                "log_bin",
                "binlog_format",
                "expire_logs_days"
            })
    void everyKeyOfTheSpecificationIsThere(String key) throws IOException {
        assertThat(Files.readString(FILE)).containsPattern("\\b" + key + "\\b");
    }

    @Test
    void everyKeyHasItsWhyAboveIt() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).matches("\\w.*") && !lines.get(line).startsWith("plugin_load_add")) {
                assertThat(lines.get(line - 1)).as("above %s", lines.get(line)).matches("# .+|\\w.*");
            }
        }
    }

    @Test
    void theEmbeddedServerHasWhatProductionHasAndBehindItItsOwn() throws IOException {
        var options =
                new MySqlOptions(Path.of("/dist"), Path.of("/home"), 1234, ServerCertificate.in(Path.of("/home/tls")));

        assertThat(options.render())
                .startsWith(Files.readString(FILE))
                .containsSubsequence("innodb_buffer_pool_size = 4G", "innodb_buffer_pool_size=256M")
                .contains("sync_binlog = 1", "port=1234");
    }
}
