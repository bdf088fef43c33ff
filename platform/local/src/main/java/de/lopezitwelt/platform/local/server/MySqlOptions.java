package de.lopezitwelt.platform.local.server;

import java.nio.file.Path;

/**
 * The embedded server's option file. Durability is the default of production, so that figures mean something. Commits write
 * and flush the redo log themselves: threads that do it for them pay with many cores only (MySQL 8.0 Reference Manual,
 * innodb_log_writer_threads).
 */
record MySqlOptions(Path distribution, Path home, int port, ServerCertificate certificate) {
    /** A Unix socket's address holds 107 bytes. */
    private static final int LONGEST_SOCKET_PATH = 100;

    String render() {
        String text = """
                [mysqld]
                basedir=%1$s
                lc_messages_dir=%1$s/share
                datadir=%2$s/data
                socket=%3$s
                pid-file=%2$s/mysqld.pid
                port=%4$d
                ssl_cert=%5$s
                ssl_key=%6$s
                bind-address=127.0.0.1
                mysqlx=OFF
                default_time_zone=+00:00
                max_connections=600
                innodb_buffer_pool_size=256M
                innodb_redo_log_capacity=256M
                innodb_flush_log_at_trx_commit=1
                innodb_log_writer_threads=OFF
                sync_binlog=1
                log_bin=binlog
                binlog_expire_logs_seconds=259200
                server_id=1
                gtid_mode=ON
                enforce_gtid_consistency=ON
                log_bin_trust_function_creators=1
                innodb_optimize_fulltext_only=ON
                innodb_sort_buffer_size=16M
                """.formatted(distribution, home, socket(), port, certificate.certificate(), certificate.key());
        return isRoot() ? text + "user=root\n" : text;
    }

    private Path socket() {
        Path beside = home.resolve("mysql.sock");
        return beside.toString().length() <= LONGEST_SOCKET_PATH
                ? beside
                : Path.of(System.getProperty("java.io.tmpdir"), "lopez-mysql-" + port + ".sock");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
