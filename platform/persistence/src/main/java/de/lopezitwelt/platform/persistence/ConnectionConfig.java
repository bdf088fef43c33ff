package de.lopezitwelt.platform.persistence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a connection to MySQL is believed in. */
@ConfigMapping(prefix = "lopez.mysql.connection")
interface ConnectionConfig {
    /** For the network to connect; the handshake counts as an answer. At least 1 ms. */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * Without a byte in either direction, whole seconds: then the connection is closed and its statements fail. Longer than
     * any statement works without a sign of life (rows are waited for 10 s) and than pools keep idle connections,
     * shorter than the server keeps them.
     */
    @WithDefault("30s")
    Duration answerTimeout();
}
