package de.lopezitwelt.platform.testing.backend;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.mysql.MySqlTls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a test run: those that {@code LOPEZ_TEST_MYSQL} and {@code LOPEZ_TEST_KAFKA} name, otherwise
 * containers when a Docker API answers, otherwise the embedded ones. A server started here serves every test of this
 * JVM and ends with it.
 */
public record Backends(MySqlServer mysql, String kafkaBootstrap) {
    private static final String MYSQL = "LOPEZ_TEST_MYSQL";
    private static final String KAFKA = "LOPEZ_TEST_KAFKA";
    private static final String ROOT_PASSWORD = "LOPEZ_TEST_MYSQL_ROOT_PASSWORD";
    private static final String DEFAULT_ROOT_PASSWORD = "root";
    /** Of a server that tests verify; another's certificate is believed. */
    private static final String AUTHORITIES = "LOPEZ_TEST_MYSQL_CA";

    /**
     * Finds the servers, or starts them on the first call. Later calls get the same servers, also from other class
     * loaders.
     */
    public static Backends find() {
        // System properties are the only place that all class loaders of a Quarkus test JVM share.
        synchronized (System.getProperties()) {
            String mysql = named(MYSQL);
            if (mysql == null) {
                MySqlServer started = StartedServers.mysql();
                mysql = started.address();
                System.setProperty(MYSQL, mysql);
                System.setProperty(ROOT_PASSWORD, started.password());
                if (started.tls().authorities() != null) {
                    System.setProperty(AUTHORITIES, started.tls().authorities().toString());
                }
            }
            String kafka = named(KAFKA);
            if (kafka == null) {
                kafka = StartedServers.kafka();
                System.setProperty(KAFKA, kafka);
            }
            String password = named(ROOT_PASSWORD);
            String authorities = named(AUTHORITIES);
            return new Backends(
                    MySqlServer.at(
                            mysql,
                            "root",
                            password == null ? DEFAULT_ROOT_PASSWORD : password,
                            authorities == null ? MySqlTls.REQUIRED : MySqlTls.verify(Path.of(authorities))),
                    kafka);
        }
    }

    private static @Nullable String named(String name) {
        String property = System.getProperty(name);
        String value = property == null ? System.getenv(name) : property;
        return value == null || value.isBlank() ? null : value;
    }
}
