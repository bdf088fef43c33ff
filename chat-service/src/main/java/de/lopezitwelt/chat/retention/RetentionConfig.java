package de.lopezitwelt.chat.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How long sessions are kept. */
@ConfigMapping(prefix = "lopez.chat.retention")
public interface RetentionConfig {
    /** Of {@link #partitionYears}, also for migrations, which run without this interface. */
    String PARTITION_YEARS = "1";

    /** Days after a session's last activity, for sessions without a rule; not set: for ever. 1 to 36,500. */
    OptionalInt keepDays();

    /** How often one of the instances looks for expired sessions. */
    @WithDefault("1h")
    Duration every();

    /** Sessions looked up at once; each is removed in a transaction of its own. */
    @WithDefault("100")
    int batch();

    /** Whole years whose message partitions stay beside the current one even when they are empty. */
    @WithDefault(PARTITION_YEARS)
    int partitionYears();
}
