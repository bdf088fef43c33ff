package de.lopezitwelt.platform.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The embedded server's option file: {@code deploy/mysql/my.cnf}, as in production, and behind it what is of this machine, since
 * of two equal keys the later one holds. Durability is the same, so that figures mean something. Commits write and flush the redo
 * log themselves: threads that do it for them pay with many cores only (MySQL 8.0 Reference Manual, innodb_log_writer_threads).
 */
record MySqlOptions(Path distribution, Path home, int port, ServerCertificate certificate) {
    /** A Unix socket's address holds 107 bytes. */
    private static final int LONGEST_SOCKET_PATH = 100;

    String render() throws IOException {
        String text = production()
                + """

                # This machine
                basedir=%1$s
                lc_messages_dir=%1$s/share
                datadir=%2$s/data
                socket=%3$s
                pid-file=%2$s/mysqld.pid
                port=%4$d
                ssl_cert=%5$s
                ssl_key=%6$s
                bind-address=127.0.0.1
                max_connections=600
                innodb_buffer_pool_size=256M
                innodb_redo_log_capacity=256M
                innodb_log_writer_threads=OFF
                log_bin=binlog
                binlog_expire_logs_seconds=259200
                """.formatted(distribution, home, socket(), port, certificate.certificate(), certificate.key());
        return isRoot() ? text + "user=root\n" : text;
    }

    private static String production() throws IOException {
        try (InputStream in = MySqlOptions.class.getResourceAsStream("my.cnf")) {
            if (in == null) {
                throw new IOException("the program was built without deploy/mysql/my.cnf");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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
