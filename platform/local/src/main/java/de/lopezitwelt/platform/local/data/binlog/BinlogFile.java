package de.lopezitwelt.platform.local.data.binlog;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the transactions of a binary log and the time of each commit: the GTID event has it to the microsecond, while the
 * header of an event has seconds only. Source: MySQL 8.0 Source Code Documentation, "Binary Log Event" and
 * {@code libbinlogevents/include/control_events.h}.
 */
public final class BinlogFile {
    private static final byte[] MAGIC = {(byte) 0xfe, 'b', 'i', 'n'};
    private static final int HEADER = 19;
    private static final int QUERY = 2;
    private static final int GTID = 33;
    private static final int ANONYMOUS = 34;
    private static final int TAGGED_GTID = 42;
    /** Flag in the 7 bytes of the commit time: another server has committed the transaction before. */
    private static final long FOREIGN = 1L << 55;
    /** Its offset in a GTID event: after flags 1, server 16, number 8, kind 1, last committed 8, sequence 8. */
    private static final int TIME = 42;

    private static final int TIME_BYTES = 7;
    private static final int BUFFER = 1 << 16;

    private BinlogFile() {}

    /**
     * The transactions in the order of the file. An incomplete one is left out: the server is still writing it.
     *
     * @throws IOException when the file is not a binary log, or its transactions have no GTIDs
     */
    public static List<BinlogTransaction> read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException("no binary log: " + file);
            }
            return read(file, in);
        }
    }

    private static List<BinlogTransaction> read(Path file, DataInputStream in) throws IOException {
        var transactions = new ArrayList<BinlogTransaction>();
        BinlogTransaction open = null;
        var statements = new ArrayList<String>();
        long position = MAGIC.length;
        while (true) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER) {
                break;
            }
            ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            int type = header[4] & 0xff;
            int size = fields.getInt(9);
            if (size < HEADER) {
                throw new IOException("no binary log: " + file + " has an event of " + size + " bytes at " + position);
            }
            if (type == ANONYMOUS || type == TAGGED_GTID) {
                throw new IOException(
                        file + " has transactions that are not named by server and number at " + position);
            }
            if (type == GTID || type == QUERY) {
                byte[] body = in.readNBytes(size - HEADER);
                if (body.length < size - HEADER) {
                    break;
                }
                if (type == GTID) {
                    add(transactions, open, statements);
                    open = transaction(body, position);
                } else {
                    statements.add(statement(body));
                }
            } else if (!skip(in, size - HEADER)) {
                break;
            }
            position += size;
        }
        add(transactions, open, statements);
        long size = Files.size(file);
        return transactions.stream()
                .filter(transaction -> transaction.end() <= size)
                .toList();
    }

    private static void add(List<BinlogTransaction> all, @Nullable BinlogTransaction open, List<String> statements) {
        if (open != null) {
            all.add(new BinlogTransaction(
                    open.server(), open.number(), open.committedAt(), open.position(), open.end(), statements));
        }
        statements.clear();
    }

    private static BinlogTransaction transaction(byte[] body, long position) {
        ByteBuffer fields = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        long high = ByteBuffer.wrap(body, 1, Long.BYTES).getLong();
        long low = ByteBuffer.wrap(body, 1 + Long.BYTES, Long.BYTES).getLong();
        long time = fields.getLong(TIME) & ((1L << 8 * TIME_BYTES) - 1);
        int behind = TIME + TIME_BYTES + ((time & FOREIGN) == 0 ? 0 : TIME_BYTES);
        return new BinlogTransaction(
                new UUID(high, low).toString(),
                fields.getLong(17),
                Instant.EPOCH.plus(time & ~FOREIGN, ChronoUnit.MICROS),
                position,
                position + packed(fields, behind),
                List.of());
    }

    /** A length-encoded number of MySQL's protocol. */
    private static long packed(ByteBuffer fields, int at) {
        int first = fields.get(at) & 0xff;
        return switch (first) {
            case 252 -> fields.getShort(at + 1) & 0xffff;
            case 253 -> fields.getInt(at) >>> 8;
            case 254 -> fields.getLong(at + 1);
            default -> first;
        };
    }

    private static String statement(byte[] body) {
        ByteBuffer fields = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        int schema = fields.get(8) & 0xff;
        int variables = fields.getShort(11) & 0xffff;
        int begin = 13 + variables + schema + 1;
        return new String(body, begin, body.length - begin, StandardCharsets.UTF_8);
    }

    private static boolean skip(InputStream in, long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
            return true;
        } catch (EOFException growing) {
            return false;
        }
    }
}
