package de.lopezitwelt.analytics.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When chat and analytics are compared. */
@ConfigMapping(prefix = "lopez.analytics.reconciliation")
public interface ReconciliationConfig {
    /** How often one of the instances compares without being asked. */
    @WithDefault("PT6H")
    Duration every();

    /** Days to compare, today included, 1 or more; a request may ask for more. */
    @WithDefault("7")
    int days();

    /** How long differing figures may take to agree, over a whole run, because events are under way. */
    @WithDefault("PT30S")
    Duration patience();

    /** Sessions in one comparison, 1 to 500. */
    @WithDefault("200")
    int page();
}
