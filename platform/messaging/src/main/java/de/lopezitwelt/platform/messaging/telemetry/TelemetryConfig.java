package de.lopezitwelt.platform.messaging.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** What a service reports to the operators through its own database, beside {@code /q/metrics} and its log. */
@ConfigMapping(prefix = "lopez.telemetry")
public interface TelemetryConfig {
    /** Whether the service reports anything. */
    @WithDefault("true")
    boolean enabled();

    /** How often figures are recorded. */
    @WithDefault("PT1M")
    Duration metricsInterval();

    /** Micrometer meters to record, summed over their tags. */
    @WithDefault(
            "process.cpu.usage,process.uptime,jvm.memory.used,http.server.requests,outbox.rows," + "outbox.oldest.age")
    Set<String> meters();

    /** How often waiting log lines are written. */
    @WithDefault("PT1S")
    Duration logsInterval();

    /** Lines kept while the database is away; beyond that the newest are dropped and counted. */
    @WithDefault("1000")
    int waitingLines();

    /** Name of this instance in tags and context. */
    @WithDefault("${HOSTNAME:local}")
    String instance();
}
