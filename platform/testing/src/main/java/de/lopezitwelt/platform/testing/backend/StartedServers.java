package de.lopezitwelt.platform.testing.backend;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.distribution.KafkaDistribution;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import de.lopezitwelt.platform.local.server.EmbeddedKafka;
import de.lopezitwelt.platform.local.server.EmbeddedMySql;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.platform.mysql.TlsMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;

/** Servers for a test run that names none: containers, otherwise embedded ones. They end with the JVM. */
final class StartedServers {
    private static final String PASSWORD = "root";

    private StartedServers() {}

    static MySqlServer mysql() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return Containers.mysql();
        }
        return started("mysql", home -> {
            var mysql = new EmbeddedMySql(
                    MySqlDistribution.fetch(DownloadCache.ofUser(), System.err::println),
                    home.resolve("server"),
                    home.resolve("log"),
                    home.resolve("pid"),
                    FreePorts.next(),
                    PASSWORD,
                    TlsMode.VERIFY);
            return new Started<>(mysql.server(), mysql.start(), EmbeddedMySql.GRACE);
        });
    }

    static String kafka() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return Containers.kafka();
        }
        return started("kafka", home -> {
            var kafka = new EmbeddedKafka(
                    KafkaDistribution.fetch(DownloadCache.ofUser(), System.err::println),
                    home.resolve("server"),
                    home.resolve("log"),
                    home.resolve("pid"),
                    FreePorts.next(),
                    FreePorts.next());
            return new Started<>(kafka.bootstrap(), kafka.start(), EmbeddedKafka.GRACE);
        });
    }

    private static <T> T started(String name, Start<T> start) {
        try {
            Path home = Files.createTempDirectory("lopez-test-" + name);
            Started<T> started = start.in(home);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, home), "stop-" + name));
            return started.address();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " started", interrupted);
        }
    }

    private static void end(Started<?> started, Path home) {
        started.process().stop(started.grace());
        try {
            DirectoryTree.delete(home);
        } catch (IOException left) {
            System.err.println("Left behind: " + home);
        }
    }

    /** A running server. */
    private record Started<T>(T address, ManagedProcess process, Duration grace) {}

    /** Starts a server that keeps all its files in the given directory. */
    private interface Start<T> {
        Started<T> in(Path home) throws IOException, InterruptedException;
    }
}
