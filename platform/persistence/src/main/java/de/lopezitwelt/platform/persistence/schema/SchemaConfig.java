package de.lopezitwelt.platform.persistence.schema;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who brings the schema up to date. */
@ConfigMapping(prefix = "lopez.mysql.migration")
interface SchemaConfig {
    /**
     * Whether every process migrates when it starts, and therefore knows the migrator's password. Without it, the program is
     * run once per version with the argument {@code migrate}, and the processes that serve wait for that.
     */
    @WithDefault("true")
    boolean atStart();

    /** Longest wait for a schema that is new enough; then the process ends, and its orchestrator starts another one. */
    @WithDefault("10m")
    Duration patience();
}
