package de.lopezitwelt.platform.web.settings;

import de.lopezitwelt.platform.persistence.Sha256;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Reports that the process must be restarted because a file that it read at its start has changed: a password, or the
 * certificate authorities for MySQL. The process serves on with the old values, so readiness stays up; the metric
 * {@code lopez_restart_needed} is 1. Files that are read again without a restart (auth's keys, Kafka's certificates) are not
 * watched here.
 */
@Readiness
@ApplicationScoped
class RestartNeeded implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(RestartNeeded.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Map<String, Path> files = new TreeMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private volatile List<String> changed = List.of();
    private long timer;

    @Inject
    RestartNeeded(
            Vertx vertx,
            MeterRegistry registry,
            @ConfigProperty(name = "lopez.mysql.tls-ca") Optional<String> authorities,
            @ConfigProperty(name = "lopez.mysql.server-public-key") Optional<String> serverKey) {
        this(vertx, registry, watched(authorities, serverKey));
    }

    RestartNeeded(Vertx vertx, MeterRegistry registry, Map<String, Path> files) {
        this.vertx = vertx;
        this.files.putAll(files);
        Gauge.builder("lopez.restart.needed", () -> changed.isEmpty() ? 0 : 1)
                .description("1 when a file that was read at the start has changed since")
                .register(registry);
    }

    private static Map<String, Path> watched(Optional<String> authorities, Optional<String> serverKey) {
        var files = new TreeMap<String, Path>();
        SecretFiles.read().forEach((key, file) -> files.put(key + SecretFiles.SUFFIX, file));
        authorities.filter(name -> !name.isBlank()).ifPresent(name -> files.put("lopez.mysql.tls-ca", Path.of(name)));
        serverKey
                .filter(name -> !name.isBlank())
                .ifPresent(name -> files.put("lopez.mysql.server-public-key", Path.of(name)));
        return files;
    }

    void start(@Observes StartupEvent event) {
        if (files.isEmpty()) {
            return;
        }
        remember();
        timer = vertx.setPeriodic(
                LOOK_EVERY.toMillis(),
                ignored -> vertx.executeBlocking(() -> {
                    look();
                    return true;
                }));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    void remember() {
        files.forEach((key, file) -> digests.put(key, digest(file)));
    }

    /** A missing file does not count as changed: orchestrators replace files in steps. */
    void look() {
        var now = new TreeSet<String>();
        files.forEach((key, file) -> {
            String digest = digest(file);
            if (!digest.isEmpty() && !digest.equals(digests.get(key))) {
                now.add(key);
            }
        });
        if (!now.isEmpty() && !List.copyOf(now).equals(changed)) {
            LOG.warnf("restart needed: %s changed since the start", String.join(", ", now));
        }
        changed = List.copyOf(now);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("settings")
                .up()
                .withData("restart_needed_for", String.join(", ", changed))
                .build();
    }

    private static String digest(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Sha256.start().digest(Files.readAllBytes(file)));
        } catch (IOException gone) {
            return "";
        }
    }
}
