package de.lopezitwelt.system.faults.drill;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes things go wrong, and right again: when a fault is over, everything that should run is ready. */
final class Saboteur {
    private final Platform platform;
    private final Instances instances;
    private final Progress progress;

    Saboteur(Platform platform, Instances instances, Progress progress) {
        this.platform = platform;
        this.instances = instances;
        this.progress = progress;
    }

    void commit(Fault fault) throws IOException, InterruptedException, SQLException {
        long start = System.nanoTime();
        switch (fault) {
            case Fault.Kill kill -> kill(kill);
            case Fault.Freeze freeze -> freeze(freeze);
            case Fault.Cut ignored -> {
                progress.count("connections cut", cut());
                progress.count("cuts", 1);
            }
            case Fault.Rebalance ignored -> rebalance();
        }
        System.out.printf("  %s: over after %.1f s%n", fault, (System.nanoTime() - start) / 1e9);
    }

    private void kill(Fault.Kill kill) throws IOException, InterruptedException {
        instances.process(kill.process()).ifPresent(ManagedProcess::kill);
        Thread.sleep(kill.away());
        instances.start(kill.process());
        progress.count(
                switch (kill.process()) {
                    case FaultPlan.MYSQL -> "kills of MySQL";
                    case FaultPlan.KAFKA -> "kills of the broker";
                    default -> "kills of services";
                },
                1);
    }

    private void freeze(Fault.Freeze freeze) throws IOException, InterruptedException {
        instances.start(freeze.process());
        long pid = instances.process(freeze.process()).orElseThrow().pid();
        signal("-STOP", pid);
        try {
            Thread.sleep(freeze.time());
        } finally {
            signal("-CONT", pid);
        }
        progress.count("freezes", 1);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (result != 0) {
            throw new IOException("kill " + signal + " " + pid + " → " + result);
        }
    }

    private int cut() throws SQLException {
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement()) {
            List<Long> ids = new ArrayList<>();
            try (var rows = statement.executeQuery(
                    "SELECT id FROM information_schema.processlist WHERE user LIKE 'lopez%' ORDER BY id")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            for (long id : ids) {
                try {
                    statement.execute("KILL " + id);
                } catch (SQLException gone) {
                    // It ended by itself meanwhile.
                }
            }
            return ids.size();
        }
    }

    private void rebalance() throws IOException, InterruptedException {
        String second = Instances.second(PlatformService.ANALYTICS);
        if (instances.process(second).isPresent()) {
            instances.stop(second);
        } else {
            instances.start(second);
            Thread.sleep(Duration.ofSeconds(1));
        }
        progress.count("rebalances", 1);
    }
}
