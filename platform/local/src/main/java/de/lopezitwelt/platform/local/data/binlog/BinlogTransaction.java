package de.lopezitwelt.platform.local.data.binlog;

import java.time.Instant;
import java.util.List;

/**
 * One transaction of a binary log.
 *
 * @param server the server that has committed it first
 * @param number in the order of that server's commits
 * @param committedAt to the microsecond, by the clock of the server that wrote the log
 * @param position of its first byte in the file
 * @param end position after its last byte
 * @param statements its statements as text, such as changes of tables; changed rows have no text
 */
public record BinlogTransaction(
        String server, long number, Instant committedAt, long position, long end, List<String> statements) {
    public BinlogTransaction {
        statements = List.copyOf(statements);
    }

    /** The GTID, in MySQL's form. */
    public String gtid() {
        return server + ":" + number;
    }
}
