package de.lopezitwelt.benchmarks.chat;

import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.JdbcLoad;
import de.lopezitwelt.benchmarks.frame.Meter;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The plain way to append a message: JDBC, one thread for each connection, one transaction for each message, with the
 * statements that chat-service also needs (lock the session, check the budget, message, counters, idempotency key,
 * outbox). Works on copies of chat's tables in a schema of its own, on the same server.
 */
final class AppendBaseline {
    static final int THREADS = 32;
    private static final List<String> TABLES =
            List.of("chat_sessions", "chat_messages", "usage_counters", "idempotency_keys", "outbox");
    private static final String EVENTS =
            ("{\"specversion\":\"1.0\",\"padding\":\"" + "x".repeat(520) + "\"}").repeat(3);

    private final JdbcLoad jdbc;
    private final int sessions;

    AppendBaseline(JdbcLoad jdbc, int sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
    }

    static Figures run(String serverUrl, String chatSchema, int sessions, Bench.Scale scale, Meter meter)
            throws SQLException, InterruptedException {
        try (JdbcLoad jdbc = JdbcLoad.onCopies(serverUrl, "lopez_bench_append", chatSchema, TABLES)) {
            var baseline = new AppendBaseline(jdbc, sessions);
            baseline.createSessions();
            return jdbc.run("JDBC, " + THREADS + " threads, no HTTP", THREADS, scale, meter, (connection, thread) -> {
                var statements = new Statements(connection);
                return () ->
                        statements.append(session(ThreadLocalRandom.current().nextInt(sessions)));
            });
        }
    }

    private void createSessions() throws SQLException {
        try (Connection connection = jdbc.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO chat_sessions (id, user_id, agent_id, version, last_position) VALUES (?, ?, ?, 1,"
                                + " 0)")) {
            for (int i = 0; i < sessions; i++) {
                insert.setString(1, session(i));
                insert.setString(2, user(session(i)));
                insert.setString(3, session(0));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static String session(int number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number).toString();
    }

    private static String user(String session) {
        return session.replace("0190", "0191");
    }

    /** The statements of one append, prepared once for each connection. */
    private static final class Statements {
        private final PreparedStatement lockSession;
        private final PreparedStatement lockCounter;
        private final PreparedStatement message;
        private final PreparedStatement updateSession;
        private final PreparedStatement counter;
        private final PreparedStatement key;
        private final PreparedStatement outbox;

        Statements(Connection connection) throws SQLException {
            lockSession = connection.prepareStatement(
                    "SELECT version, last_position FROM chat_sessions WHERE id = ? AND user_id = ? FOR UPDATE");
            lockCounter = connection.prepareStatement(
                    "SELECT used, reserved FROM usage_counters WHERE subject_id = ? AND subject_type = 'user' AND"
                            + " limit_name = 'messages_per_day' AND window_start = UTC_DATE() FOR UPDATE");
            message = connection.prepareStatement("INSERT INTO chat_messages (id, session_id, position, content, type,"
                    + " tokens_used, created_at) VALUES (?, ?, ?, ?, 'user', 0, UTC_TIMESTAMP(6))");
            updateSession =
                    connection.prepareStatement("UPDATE chat_sessions SET version = ?, last_position = ? WHERE id = ?");
            counter = connection.prepareStatement("INSERT INTO usage_counters (subject_type, subject_id, limit_name,"
                    + " window_start, used) VALUES ('user', ?, 'messages_per_day', UTC_DATE(), 1)"
                    + " ON DUPLICATE KEY UPDATE used = used + 1");
            key = connection.prepareStatement(
                    "INSERT INTO idempotency_keys (key_hash, request_hash, status, reference, created_at, expires_at)"
                            + " VALUES (?, ?, 201, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY)");
            outbox = connection.prepareStatement(
                    "INSERT INTO outbox (events, event_count, events_length, created_at) VALUES (?, 3, ?,"
                            + " UTC_TIMESTAMP(6))");
        }

        void append(String session) throws SQLException {
            String user = user(session);
            String id = UUID.randomUUID().toString();
            long version;
            long position;
            lockSession.setString(1, session);
            lockSession.setString(2, user);
            try (ResultSet row = lockSession.executeQuery()) {
                row.next();
                version = row.getLong(1) + 1;
                position = row.getLong(2) + 1;
            }
            lockCounter.setString(1, user);
            lockCounter.executeQuery().close();
            message.setString(1, id);
            message.setString(2, session);
            message.setLong(3, position);
            message.setString(4, AppendBench.TEXT);
            message.executeUpdate();
            updateSession.setLong(1, version);
            updateSession.setLong(2, position);
            updateSession.setString(3, session);
            updateSession.executeUpdate();
            counter.setString(1, user);
            counter.executeUpdate();
            insertKey(id);
            insertEvents();
        }

        private void insertKey(String id) throws SQLException {
            var random = ThreadLocalRandom.current();
            byte[] hash = ByteBuffer.allocate(32)
                    .putLong(random.nextLong())
                    .putLong(random.nextLong())
                    .putLong(random.nextLong())
                    .putLong(random.nextLong())
                    .array();
            key.setBytes(1, hash);
            key.setBytes(2, hash);
            key.setString(3, id);
            key.executeUpdate();
        }

        private void insertEvents() throws SQLException {
            outbox.setString(1, EVENTS);
            outbox.setInt(2, EVENTS.length());
            outbox.executeUpdate();
        }
    }
}
