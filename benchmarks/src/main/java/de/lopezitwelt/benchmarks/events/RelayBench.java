package de.lopezitwelt.benchmarks.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.benchmarks.chat.AppendBench;
import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.Meter;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.benchmarks.frame.Spent;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long an event waits between its commit and Kafka, and how fast a backlog leaves; on chat-service's outbox. */
public final class RelayBench implements Bench {
    private static final String ROWS_TOPIC = "bench.rows";
    private static final int EVENTS_PER_SECOND = 2_000;
    private static final int ROWS_PER_COMMIT = 20;
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAYLOAD = "{\"specversion\":\"1.0\",\"padding\":\"" + "x".repeat(420) + "\"}";

    @Override
    public Report run(BenchPlatform platform, Scale scale) throws Exception {
        var report = new Report("relay");
        var kafka = new KafkaAccess(platform.kafkaBootstrap());
        Figures idle = report.add(idle(platform, kafka, scale));
        kafka.createTopic(ROWS_TOPIC, 4);
        try (Connection connection =
                        DriverManager.getConnection(platform.jdbcUrl() + "&rewriteBatchedStatements=true");
                TopicWatch watch = new TopicWatch(kafka, ROWS_TOPIC, TopicWatch::eventId)) {
            connection.setAutoCommit(false);
            connection.setCatalog(PlatformService.CHAT.schema());
            busy(connection, watch, scale.warmUp(), platform.meter());
            report.add(busy(connection, watch, scale.measure(), platform.meter()));
            int backlog = scale == Scale.FULL ? 200_000 : 20_000;
            Figures drain = report.add(drain(connection, watch, backlog, platform.meter()));
            report.atMost("p50 idle, milliseconds", idle.p50Millis(), 20);
            report.atLeast("rows/s, draining", drain.perSecond(), 20_000);
        }
        return report;
    }

    /**
     * Sends messages one at a time over HTTP. The clock starts before the call, so the call itself is part of the
     * figure.
     */
    private static Figures idle(BenchPlatform platform, KafkaAccess kafka, Scale scale) throws Exception {
        String token = platform.signUp();
        String agent = platform.createAgent(token);
        String session = platform.post(
                        PlatformService.CHAT, "/api/v1/sessions", token, "{\"agent_id\":\"" + agent + "\"}")
                .path("id")
                .asText();
        String path = "/api/v1/sessions/" + session + "/messages?reply=false";
        var micros = new Histogram(HIGHEST_MICROS, 3);
        try (TopicWatch watch = new TopicWatch(kafka, "lopez.sessions", record -> messageId(record.value()))) {
            append(platform, path, token, watch, scale.warmUp(), micros);
            micros.reset();
            var meter = platform.meter().start();
            append(platform, path, token, watch, scale.measure(), micros);
            return Figures.of("idle: HTTP call to visible in Kafka", micros, 0, meter.stop());
        }
    }

    /** Appends one message after the other, each once the one before it is visible. */
    private static void append(
            BenchPlatform platform, String path, String token, TopicWatch watch, Duration time, Histogram micros)
            throws Exception {
        long until = System.nanoTime() + time.toNanos();
        for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
            JsonNode message =
                    platform.post(PlatformService.CHAT, path, token, "{\"content\":\"" + AppendBench.TEXT + "\"}");
            micros.recordValue((watch.seen(message.path("id").asText()) - now) / 1_000);
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    /** Another process commits the rows, so that no commit wakes the relay. */
    private static Figures busy(Connection connection, TopicWatch watch, Duration time, Meter meter)
            throws SQLException, InterruptedException {
        Map<String, Long> committed = new HashMap<>();
        var cpu = meter.start();
        long start = System.nanoTime();
        for (int commit = 0; System.nanoTime() - start < time.toNanos(); commit++) {
            String[] ids = insert(connection, ROWS_PER_COMMIT);
            long now = System.nanoTime();
            for (String id : ids) {
                committed.put(id, now);
            }
            long next = start + (commit + 1L) * ROWS_PER_COMMIT * 1_000_000_000 / EVENTS_PER_SECOND;
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
        Spent spent = cpu.stop();
        var micros = new Histogram(HIGHEST_MICROS, 3);
        for (Map.Entry<String, Long> entry : committed.entrySet()) {
            micros.recordValue(Math.max(0, (watch.seen(entry.getKey()) - entry.getValue()) / 1_000));
        }
        return Figures.of(EVENTS_PER_SECOND + " events/s: commit to visible", micros, 0, spent);
    }

    /** All rows are committed at once; the clock stops when the last one is visible. */
    private static Figures drain(Connection connection, TopicWatch watch, int rows, Meter meter)
            throws SQLException, InterruptedException {
        int before = watch.count();
        insert(connection, rows);
        var cpu = meter.start();
        while (watch.count() < before + rows) {
            Thread.sleep(Duration.ofMillis(5));
        }
        return Figures.throughput("backlog of " + rows + " rows drains", rows, cpu.stop());
    }

    private static String[] insert(Connection connection, int rows) throws SQLException {
        String[] ids = new String[rows];
        try (var insert = connection.prepareStatement(
                "INSERT INTO outbox (events, event_count, events_length, created_at) VALUES (?, 1, ?,"
                        + " UTC_TIMESTAMP(6))")) {
            for (int i = 0; i < rows; i++) {
                ids[i] = MessageEvents.idOf(
                        System.currentTimeMillis(), ThreadLocalRandom.current().nextLong());
                String event =
                        String.join("\t", ids[i], ROWS_TOPIC, ids[i], "bench", "-", PAYLOAD.length() + "\n" + PAYLOAD);
                insert.setString(1, event);
                insert.setInt(2, event.length());
                insert.addBatch();
                if (i % 1_000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        return ids;
    }

    private static String messageId(byte[] event) {
        try {
            return JSON.readTree(event).path("data").path("message_id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
