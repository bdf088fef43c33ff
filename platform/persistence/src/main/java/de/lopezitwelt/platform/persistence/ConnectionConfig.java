package de.lopezitwelt.platform.persistence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a connection to MySQL counts as alive. */
@ConfigMapping(prefix = "lopez.mysql.connection")
interface ConnectionConfig {
    /** Longest time to connect; the handshake counts as an answer. At least 1 ms. */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * Silence, in whole seconds, after which the connection is closed and its statements fail. Longer than
     * any statement works without a sign of life (rows are waited for 10 s) and than pools keep idle connections,
     * shorter than the server keeps them.
     */
    @WithDefault("30s")
    Duration answerTimeout();
}
