package de.lopezitwelt.chat.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** s3rver, a server for tests from npm that checks signatures; its objects are files below {@link #BUCKET}. */
public final class S3Server implements QuarkusTestResourceLifecycleManager {
    private static final Path MODULE = Path.of(System.getProperty("lopez.root", ".."))
            .resolve("chat-service")
            .toAbsolutePath();
    private static final Path DIRECTORY = MODULE.resolve("target/s3-server");
    private static final String KEY = "S3RVER";
    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+:\\d+)");

    public static final Path BUCKET = DIRECTORY.resolve("data/lopez");

    private @Nullable Process process;

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(DIRECTORY.resolve("data"));
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(
                        MODULE.resolve("src/test/javascript").resolve(file),
                        DIRECTORY.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            install();
            return Map.of(
                    "lopez.chat.attachment.storage",
                    "s3",
                    "lopez.chat.attachment.s3.endpoint",
                    "http://" + listen(),
                    "lopez.chat.attachment.s3.bucket",
                    "lopez",
                    "lopez.chat.attachment.s3.access-key",
                    KEY,
                    "lopez.chat.attachment.s3.secret-key",
                    KEY);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void install() throws IOException, InterruptedException {
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--silent")
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("npm.log").toFile())
                .start();
        if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            throw new IllegalStateException("npm could not install the S3 server");
        }
    }

    private String listen() throws IOException {
        process = new ProcessBuilder(
                        "node",
                        "node_modules/.bin/s3rver",
                        "--directory",
                        "data",
                        "--address",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--silent",
                        "--configure-bucket",
                        "lopez")
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return listening.group(1);
            }
        }
        throw new IllegalStateException("the S3 server did not start");
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroy();
        }
    }
}
