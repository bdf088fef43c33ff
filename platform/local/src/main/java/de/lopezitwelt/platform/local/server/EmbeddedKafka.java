package de.lopezitwelt.platform.local.server;

import de.lopezitwelt.platform.local.distribution.KafkaDistribution;
import de.lopezitwelt.platform.local.process.Launch;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A single Kafka broker that is its own controller (KRaft), in a JVM of its own.
 *
 * @param home holds data and configuration of this broker
 * @param settings replace or add to the standard ones: listeners with TLS, for instance
 */
public record EmbeddedKafka(
        KafkaDistribution distribution,
        Path home,
        Path log,
        Path pidFile,
        int port,
        int controllerPort,
        Map<String, String> settings) {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int CONNECT_MILLIS = 500;
    /** Time to close its segments; a kill would only cost a longer next start. */
    public static final Duration GRACE = Duration.ofSeconds(20);
    /** Data of one broker needs an id once; nothing else ever joins this cluster. */
    private static final String CLUSTER_ID = "bG9wZXotaXQtd2VsdC0wMQ";

    public EmbeddedKafka {
        settings = Map.copyOf(settings);
    }

    /** A broker as every platform on one machine has it. */
    public EmbeddedKafka(
            KafkaDistribution distribution, Path home, Path log, Path pidFile, int port, int controllerPort) {
        this(distribution, home, log, pidFile, port, controllerPort, Map.of());
    }

    /** Formats on first use, starts, and waits until the broker takes clients. */
    public ManagedProcess start() throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path options = home.resolve("server.properties");
        Files.writeString(options, new KafkaOptions(home, port, controllerPort, settings).render());
        if (!Files.exists(home.resolve("data/meta.properties"))) {
            format(options);
        }
        ManagedProcess process =
                ManagedProcess.start(new Launch("Kafka", broker(options), Map.of(), home, log, pidFile));
        Readiness.await(process, log, START, this::answers);
        return process;
    }

    public String bootstrap() {
        return "localhost:" + port;
    }

    private void format(Path options) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process formatting = new ProcessBuilder(java(
                        List.of(),
                        List.of("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", options.toString())))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (formatting.waitFor() != 0) {
            throw new IOException("Kafka's storage could not be formatted: " + LogTail.of(log));
        }
    }

    /** The class archive is made when a broker first stops; it halves the work of every later start. */
    private List<String> broker(Path options) {
        return java(
                List.of(
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + distribution.home().resolve("broker.jsa"),
                        "-Xlog:cds=off,cds+dynamic=off,aot=off"),
                List.of("kafka.Kafka", options.toString()));
    }

    private List<String> java(List<String> options, List<String> program) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX"));
        command.addAll(options);
        command.addAll(List.of("-cp", distribution.classpath()));
        command.addAll(program);
        return command;
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
