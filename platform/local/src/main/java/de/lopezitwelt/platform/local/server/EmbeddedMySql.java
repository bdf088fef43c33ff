package de.lopezitwelt.platform.local.server;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.process.Launch;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import de.lopezitwelt.platform.mysql.MySqlTls;
import de.lopezitwelt.platform.mysql.TlsMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * MySQL 8.0 with durable settings, listening on the loopback interface.
 *
 * @param home holds data, configuration, certificate and socket of this server
 * @param tls how its clients connect; it takes every mode
 */
public record EmbeddedMySql(
        MySqlDistribution distribution, Path home, Path log, Path pidFile, int port, String password, TlsMode tls) {
    private static final Duration START = Duration.ofSeconds(90);
    /** Time to flush; a kill would only cost a recovery at the next start. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** Initialises on first use, starts, and waits until connections are answered. */
    public ManagedProcess start() throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path init = home.resolve("root.sql");
        PrivateFiles.write(
                init, "ALTER USER 'root'@'localhost' IDENTIFIED BY " + MySqlServer.literal(password) + ";\n");
        ServerCertificate certificate = ServerCertificate.in(directoryOfCertificate(home));
        certificate.make();
        Path options = home.resolve("my.cnf");
        var rendered = new MySqlOptions(distribution.home(), home, port, certificate).render();
        Files.writeString(options, rendered);
        if (!Files.exists(home.resolve("data"))) {
            initialise(rendered);
        }
        ManagedProcess process = ManagedProcess.start(new Launch(
                "MySQL",
                List.of(distribution.server().toString(), "--defaults-file=" + options, "--init-file=" + init),
                Map.of(),
                home,
                log,
                pidFile));
        Readiness.await(process, log, START, this::answers);
        Files.delete(init);
        return process;
    }

    public MySqlServer server() {
        return server(home, port, password, tls);
    }

    /** The server that {@link #start} starts with these. */
    public static MySqlServer server(Path home, int port, String password, TlsMode tls) {
        MySqlTls keptFromOthers = switch (tls) {
            case OFF -> MySqlTls.off(home.resolve("data/public_key.pem"));
            case REQUIRED -> MySqlTls.REQUIRED;
            case VERIFY -> MySqlTls.verify(certificate(home));
        };
        return new MySqlServer("localhost", port, "root", password, keptFromOthers);
    }

    /** The certificate by which the server in that home is known, in PEM. */
    public static Path certificate(Path home) {
        return ServerCertificate.in(directoryOfCertificate(home)).certificate();
    }

    private static Path directoryOfCertificate(Path home) {
        return home.resolve("tls");
    }

    private void initialise(String rendered) throws IOException, InterruptedException {
        Path fresh = home.resolve("data.new");
        DirectoryTree.delete(fresh);
        Path options = home.resolve("initialise.cnf");
        Files.writeString(options, rendered.replace(home + "/data\n", fresh + "\n"));
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process initialising = new ProcessBuilder(
                        distribution.server().toString(), "--defaults-file=" + options, "--initialize-insecure")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (initialising.waitFor() != 0) {
            throw new IOException("MySQL could not be initialised: " + LogTail.of(log));
        }
        Files.delete(options);
        Files.move(fresh, home.resolve("data"));
    }

    private boolean answers() {
        try (Connection connection = server().connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
