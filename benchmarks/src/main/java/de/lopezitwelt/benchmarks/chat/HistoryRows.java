package de.lopezitwelt.benchmarks.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * Writes sessions of past years straight into chat's tables, as the service would have stored them: sessions, messages
 * in their partitions, and their words. A session's number alone decides its content.
 */
final class HistoryRows implements AutoCloseable {
    private static final int WORDS = 5_000;
    private static final int WORDS_A_MESSAGE = 15;
    private static final int ROWS_A_COMMIT = 2_000;
    private static final Instant FIRST = Instant.parse("2024-02-01T00:00:00Z");
    private static final long SPREAD_SECONDS = 600L * 24 * 3600;

    private final Connection connection;
    private final PreparedStatement session;
    private final PreparedStatement message;
    private final PreparedStatement words;
    private Random random = new Random(0);
    private int pending;

    HistoryRows(String jdbcUrl, String schema) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl + "&rewriteBatchedStatements=true");
        connection.setCatalog(schema);
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET SESSION sql_log_bin = 0, SESSION time_zone = '+00:00', SESSION unique_checks = 0,"
                    + " SESSION foreign_key_checks = 0");
        }
        connection.setAutoCommit(false);
        session =
                connection.prepareStatement("INSERT INTO chat_sessions (id, user_id, agent_id, started_at, created_at,"
                        + " updated_at, version, last_position) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        message = connection.prepareStatement("INSERT INTO chat_messages (id, session_id, position, content, type,"
                + " created_at) VALUES (?, ?, ?, ?, ?, ?)");
        words = connection.prepareStatement("INSERT INTO message_search (message_id, session_id, user_id, agent_id,"
                + " created_at, words) VALUES (?, ?, ?, ?, ?, ?)");
    }

    static String word(int number) {
        return "word" + number;
    }

    /** A word that some of a user's messages contain. */
    static String anyWord(int call) {
        return word(Math.floorMod(call * 31, WORDS));
    }

    /** Writes a session with that many messages and returns its id. */
    String conversation(int number, String userId, String agentId, int messages) throws SQLException {
        random = new Random(number);
        Instant start = FIRST.plusSeconds(random.nextLong(SPREAD_SECONDS));
        String id = id(start);
        session.setString(1, id);
        session.setString(2, userId);
        session.setString(3, agentId);
        for (int column = 4; column <= 6; column++) {
            session.setTimestamp(column, Timestamp.from(start));
        }
        session.setInt(7, messages + 1);
        session.setInt(8, messages);
        session.addBatch();
        String prefix = prefix(userId);
        for (int position = 1; position <= messages; position++) {
            add(id, userId, agentId, prefix, position, start.plusSeconds(position));
        }
        return id;
    }

    private void add(String sessionId, String userId, String agentId, String prefix, int position, Instant at)
            throws SQLException {
        String id = id(at);
        var content = new StringBuilder();
        var indexed = new StringBuilder();
        for (int i = 0; i < WORDS_A_MESSAGE; i++) {
            String word = word(random.nextInt(WORDS));
            content.append(word).append(' ');
            indexed.append(prefix).append(word).append(' ');
        }
        message.setString(1, id);
        message.setString(2, sessionId);
        message.setInt(3, position);
        message.setString(4, content.toString());
        message.setString(5, position % 2 == 1 ? "user" : "agent");
        message.setTimestamp(6, Timestamp.from(at));
        message.addBatch();
        words.setString(1, id);
        words.setString(2, sessionId);
        words.setString(3, userId);
        words.setString(4, agentId);
        words.setTimestamp(5, Timestamp.from(at));
        words.setString(6, indexed.toString());
        words.addBatch();
        if (++pending == ROWS_A_COMMIT) {
            flush();
        }
    }

    void flush() throws SQLException {
        session.executeBatch();
        message.executeBatch();
        words.executeBatch();
        connection.commit();
        pending = 0;
    }

    /** A UUIDv7 of that millisecond. */
    private String id(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }

    /** The prefix that chat-service's index uses (docs/adr/0025-search-in-a-side-table.md). */
    private static String prefix(String userId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(userId.getBytes(StandardCharsets.UTF_8));
            int bits = ByteBuffer.wrap(hash).getInt();
            StringBuilder prefix = new StringBuilder();
            for (int digit = 0; digit < 4; digit++) {
                prefix.append(Integer.toString((bits >>> (5 * digit)) & 31, 32));
            }
            return prefix.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
