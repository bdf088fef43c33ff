package de.lopezitwelt.benchmarks.frame;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Measures what a platform spends between two moments: CPU time of its processes, and the work of its MySQL server. */
public final class Meter implements AutoCloseable {
    private final Map<String, ProcessHandle> processes;
    private final MySqlWork mysql;

    /** @param processes by the names that the figures show */
    Meter(Map<String, ProcessHandle> processes, MySqlWork mysql) {
        this.processes = processes;
        this.mysql = mysql;
    }

    public Running start() {
        return new Running();
    }

    @Override
    public void close() throws SQLException {
        mysql.close();
    }

    /** A measurement under way. */
    public final class Running {
        private final MySqlWork.Place place = mysql.place();
        private final Map<String, TableWork> tables = mysql.tables();
        private final Map<String, Long> work = mysql.counters();
        private final Map<String, Duration> cpu = used();
        private final long startedNanos = System.nanoTime();

        private Running() {}

        /** What was spent since the start. */
        public Spent stop() {
            var elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
            var spent = new LinkedHashMap<String, Duration>();
            used().forEach((name, now) -> spent.put(name, now.minus(cpu.getOrDefault(name, Duration.ZERO))));
            var done = new LinkedHashMap<String, Long>();
            mysql.counters().forEach((name, now) -> done.put(name, now - work.getOrDefault(name, 0L)));
            return new Spent(elapsed, spent, done, tablesSince());
        }

        private Map<String, TableWork> tablesSince() {
            MySqlWork.Place end = mysql.place();
            var since = new TreeMap<String, TableWork>();
            mysql.tables()
                    .forEach((name, now) -> since.put(name, now.minus(tables.getOrDefault(name, TableWork.NONE))));
            mysql.binlogBytes(place, end).forEach((name, bytes) -> since.merge(name, bytes, TableWork::plus));
            since.values().removeIf(TableWork::isNothing);
            return since;
        }
    }

    private Map<String, Duration> used() {
        var used = new LinkedHashMap<String, Duration>();
        processes.forEach((name, process) ->
                used.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        return used;
    }
}
