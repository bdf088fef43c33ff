package de.lopezitwelt.analytics.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When chat and analytics are compared. */
@ConfigMapping(prefix = "lopez.analytics.reconciliation")
public interface ReconciliationConfig {
    /** How often one of the instances compares by itself. */
    @WithDefault("PT6H")
    Duration every();

    /** Days it goes back to, today included; a longer stretch can be asked for. 1 or more. */
    @WithDefault("7")
    int days();

    /** How long figures that differ may take to agree, over a whole run: events are on their way. */
    @WithDefault("PT30S")
    Duration patience();

    /** Sessions compared at once, 1 to 500. */
    @WithDefault("200")
    int page();
}
