package de.lopezitwelt.platform.local.data.binlog;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code mysqlbinlog} that writes a server's binary log, byte by byte, as it grows. */
final class BinlogFollower implements AutoCloseable {
    /** Server id for following: unique among all replicas of a server; ours count from 1. */
    private static final int SERVER_ID = 99_001;

    private final Process process;
    private final Path log;

    private BinlogFollower(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param program mysqlbinlog
     * @param first the first file; later ones follow
     * @param target directory for the files, with their original names
     * @param secrets a directory that nobody else may read
     */
    static BinlogFollower start(Path program, MySqlServer server, String first, Path target, Path secrets)
            throws IOException {
        PrivateFiles.directory(secrets);
        // Not on the command line, where everybody on the machine could read the password.
        Path options = PrivateFiles.write(
                secrets.resolve("client.cnf"), """
                [client]
                user="%s"
                password="%s"
                """.formatted(quoted(server.user()), quoted(server.password())));
        Path log = secrets.resolve("mysqlbinlog.log");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--defaults-file=" + options,
                "--host=" + server.host(),
                "--port=" + server.port(),
                "--protocol=TCP"));
        command.addAll(tls(server));
        command.addAll(List.of(
                "--read-from-remote-server",
                "--raw",
                "--stop-never",
                "--connection-server-id=" + SERVER_ID,
                "--verify-binlog-checksum",
                "--result-file=" + target + "/",
                first));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new BinlogFollower(process, log);
    }

    private static List<String> tls(MySqlServer server) {
        return switch (server.tls().mode()) {
            case OFF ->
                List.of(
                        "--ssl-mode=DISABLED",
                        "--server-public-key-path=" + server.tls().serverKey());
            case REQUIRED -> List.of("--ssl-mode=REQUIRED");
            case VERIFY ->
                server.tls().authorities() == null
                        ? List.of("--ssl-mode=VERIFY_IDENTITY")
                        : List.of(
                                "--ssl-mode=VERIFY_IDENTITY",
                                "--ssl-ca=" + server.tls().authorities());
        };
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The output so far. */
    String words() throws IOException {
        return Files.exists(log) ? Files.readString(log).strip() : "";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
