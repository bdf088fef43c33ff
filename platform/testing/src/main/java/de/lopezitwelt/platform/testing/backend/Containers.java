package de.lopezitwelt.platform.testing.backend;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.mysql.MySqlTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** MySQL and Kafka as containers; Testcontainers removes them when the JVM ends. */
final class Containers {
    private static final int MYSQL_PORT = 3306;
    private static final int KAFKA_PORT = 9092;
    private static final String ROOT_PASSWORD = "root";

    private Containers() {}

    static MySqlServer mysql() {
        var container = new GenericContainer<>(DockerImageName.parse(image("LOPEZ_TEST_MYSQL_IMAGE", "mysql:8.0")));
        container
                .withEnv("MYSQL_ROOT_PASSWORD", ROOT_PASSWORD)
                .withCommand(
                        "--log-bin-trust-function-creators=1", "--default-time-zone=+00:00", "--max-connections=1000")
                .withExposedPorts(MYSQL_PORT)
                // The image starts the server twice: first to initialise it, then to serve.
                .waitingFor(Wait.forLogMessage(".*ready for connections.*port: 3306.*", 1))
                .start();
        return new MySqlServer(
                container.getHost(), container.getMappedPort(MYSQL_PORT), "root", ROOT_PASSWORD, MySqlTls.REQUIRED);
    }

    /**
     * The broker gives clients the address that they connected to, so the host's port is chosen before the broker
     * starts.
     */
    static String kafka() {
        int port = freePort();
        var container = new FixedPort(image("LOPEZ_TEST_KAFKA_IMAGE", "apache/kafka:4.1.1"), port);
        String address = container.getHost() + ":" + port;
        container
                .withEnv("KAFKA_NODE_ID", "1")
                .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
                .withEnv("KAFKA_LISTENERS", "PLAINTEXT://:" + KAFKA_PORT + ",CONTROLLER://:9093")
                .withEnv("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + address)
                .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                .withEnv("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT")
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093")
                .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1))
                .start();
        return address;
    }

    private static String image(String variable, String standard) {
        return System.getenv().getOrDefault(variable, standard);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static final class FixedPort extends GenericContainer<FixedPort> {
        FixedPort(String image, int hostPort) {
            super(DockerImageName.parse(image));
            addFixedExposedPort(hostPort, KAFKA_PORT);
        }
    }
}
