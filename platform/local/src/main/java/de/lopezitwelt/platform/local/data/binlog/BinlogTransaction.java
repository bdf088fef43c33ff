package de.lopezitwelt.platform.local.data.binlog;

import java.time.Instant;
import java.util.List;

/**
 * One transaction of a binary log.
 *
 * @param server whose it is
 * @param number in the order of that server's commits
 * @param committedAt to the microsecond, by the clock of the server that wrote the log
 * @param position of its first byte in the file
 * @param end of it in the file: where the next one begins
 * @param statements what it says in words: changes of tables; rows are not words
 */
public record BinlogTransaction(
        String server, long number, Instant committedAt, long position, long end, List<String> statements) {
    public BinlogTransaction {
        statements = List.copyOf(statements);
    }

    /** As MySQL writes it. */
    public String gtid() {
        return server + ":" + number;
    }
}
