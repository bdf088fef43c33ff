package de.lopezitwelt.benchmarks.events;

import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Message events of 10,000 sessions on 4 partitions, folded by analytics-service into the summaries of sessions, users
 * and agents, exactly once. Compared with a consumer that only parses them. The events become visible all at once, and
 * the clock stops when the last of them is committed in MySQL.
 */
public final class FoldBench implements Bench {
    private static final String TOPIC = "lopez.sessions";
    private static final String BASELINE_TOPIC = "bench.sessions";
    private static final int PARTITIONS = 4;
    private static final int SESSIONS = 10_000;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public Set<PlatformService> services() {
        return EnumSet.of(PlatformService.ANALYTICS);
    }

    @Override
    public Report run(BenchPlatform platform, Scale scale) throws Exception {
        int events = scale == Scale.FULL ? 1_000_000 : 50_000;
        int warmUp = scale == Scale.FULL ? 300_000 : 20_000;
        var report = new Report("fold");
        var kafka = new KafkaAccess(platform.kafkaBootstrap());
        kafka.awaitTopic(TOPIC);

        kafka.createTopic(BASELINE_TOPIC, PARTITIONS);
        var same = new MessageEvents(SESSIONS);
        kafka.publish(events, () -> same.next(BASELINE_TOPIC));
        Figures baseline = report.add(FoldBaseline.run(kafka, BASELINE_TOPIC, warmUp, events, platform.meter()));

        var messages = new MessageEvents(SESSIONS);
        try (Connection connection = DriverManager.getConnection(platform.jdbcUrl())) {
            kafka.publish(warmUp, () -> messages.next(TOPIC));
            await(connection, warmUp);
            kafka.publish(events, () -> messages.next(TOPIC));
            var cpu = platform.meter().start();
            await(connection, warmUp + events);
            Figures ours = report.add(Figures.throughput("analytics-service, folds into MySQL", events, cpu.stop()));
            requireTotals(connection, warmUp + events);
            report.atLeast("events/s, ours over baseline", ours.perSecond() / baseline.perSecond(), 0.25);
            report.atLeast("events/s", ours.perSecond(), 100_000);
        }
        return report;
    }

    /** Waits for the agents' rows: they are the fewest, and all summaries are written in one transaction. */
    private static void await(Connection connection, int messages) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (total(connection, "agent_summaries") < messages) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the fold does not come to its end");
            }
            Thread.sleep(POLL);
        }
    }

    private static void requireTotals(Connection connection, int messages) throws SQLException {
        for (String table : new String[] {"session_analytics", "user_summaries", "agent_summaries"}) {
            if (total(connection, table) != messages) {
                throw new IllegalStateException(
                        table + " counts " + total(connection, table) + " messages instead of " + messages);
            }
        }
    }

    private static long total(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COALESCE(SUM(total_messages), 0) FROM "
                        + PlatformService.ANALYTICS.schema() + "." + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
