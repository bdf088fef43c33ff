package de.lopezitwelt.platform.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartNeededTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void fileThatHasChangedIsNamedAndTheServiceStaysReady() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "old");
        var needed = new RestartNeeded(vertx, registry, Map.of("lopez.mysql.writer-password-file", file));
        needed.remember();

        needed.look();
        assertThat(gauge()).isZero();

        Files.writeString(file, "new");
        needed.look();
        assertThat(gauge()).isOne();
        assertThat(needed.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(needed.call().getData().orElseThrow())
                .containsEntry("restart_needed_for", "lopez.mysql.writer-password-file");

        Files.writeString(file, "old");
        needed.look();
        assertThat(gauge()).isZero();
    }

    @Test
    void fileThatIsGoneForAMomentHasNotChanged() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "old");
        var needed = new RestartNeeded(vertx, registry, Map.of("lopez.mysql.tls-ca", file));
        needed.remember();

        Files.delete(file);
        needed.look();

        assertThat(gauge()).isZero();
    }

    private double gauge() {
        return registry.get("lopez.restart.needed").gauge().value();
    }
}
