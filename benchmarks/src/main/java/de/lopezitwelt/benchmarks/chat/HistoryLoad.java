package de.lopezitwelt.benchmarks.chat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills the tables with sessions of users who take no part in the measurement, over several connections. */
final class HistoryLoad {
    private static final int CONNECTIONS = 2;
    private static final int SESSIONS_A_USER = 2;
    private static final int PROGRESS = 500_000;

    private final String jdbcUrl;
    private final String schema;
    private final int messagesOfASession;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    /** @param written messages that exist already */
    HistoryLoad(String jdbcUrl, String schema, int messagesOfASession, int written) {
        this.jdbcUrl = jdbcUrl;
        this.schema = schema;
        this.messagesOfASession = messagesOfASession;
        this.written.set(written);
    }

    /** Writes until there are that many messages. */
    void growTo(int messages) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                work.add(() -> {
                    fill(messages);
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private void fill(int messages) throws SQLException {
        try (var rows = new HistoryRows(jdbcUrl, schema)) {
            int now;
            while ((now = written.getAndAdd(messagesOfASession)) < messages) {
                int number = next.incrementAndGet();
                String user = UUID.nameUUIDFromBytes(
                                ("somebody " + number / SESSIONS_A_USER).getBytes(StandardCharsets.US_ASCII))
                        .toString();
                rows.conversation(number, user, user, messagesOfASession);
                if (now / PROGRESS != (now + messagesOfASession) / PROGRESS) {
                    System.out.printf("    %,d messages%n", now + messagesOfASession);
                }
            }
            written.addAndGet(-messagesOfASession);
            rows.flush();
        }
    }
}
