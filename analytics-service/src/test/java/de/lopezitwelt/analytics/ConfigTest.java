package de.lopezitwelt.analytics;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.consumer.FoldConfig;
import de.lopezitwelt.analytics.reconciliation.ReconciliationConfig;
import de.lopezitwelt.analytics.usage.fold.UsageConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the configuration, by feature. */
class ConfigTest {
    @Test
    void folds() {
        assertThat(defaults(FoldConfig.class, Map.of()))
                .returns(20_000, FoldConfig::summaryBatchSize)
                .returns(1000, FoldConfig::streamBatchSize)
                .returns(Duration.ofMillis(250), FoldConfig::linger);
        assertThat(full(
                        FoldConfig.class,
                        Map.of("summary-batch-size", "89", "stream-batch-size", "90", "linger", "91s")))
                .returns(89, FoldConfig::summaryBatchSize)
                .returns(90, FoldConfig::streamBatchSize)
                .returns(Duration.ofSeconds(91), FoldConfig::linger);
    }

    @Test
    void usage() {
        assertThat(defaults(UsageConfig.class, Map.of()))
                .returns(Duration.ofDays(400), UsageConfig::keepPeople)
                .returns(Duration.ofDays(1_826), UsageConfig::keepTotals)
                .returns(Duration.ofHours(6), UsageConfig::purgeEvery);
        assertThat(full(UsageConfig.class, Map.of("keep-people", "91d", "keep-totals", "92d", "purge-every", "93s")))
                .returns(Duration.ofDays(91), UsageConfig::keepPeople)
                .returns(Duration.ofDays(92), UsageConfig::keepTotals)
                .returns(Duration.ofSeconds(93), UsageConfig::purgeEvery);
    }

    @Test
    void reconciliations() {
        assertThat(defaults(ReconciliationConfig.class, Map.of()))
                .returns(Duration.ofHours(6), ReconciliationConfig::every)
                .returns(7, ReconciliationConfig::days)
                .returns(Duration.ofSeconds(30), ReconciliationConfig::patience)
                .returns(200, ReconciliationConfig::page);
        assertThat(full(
                        ReconciliationConfig.class,
                        Map.of("every", "91s", "days", "92", "patience", "93s", "page", "94")))
                .returns(Duration.ofSeconds(91), ReconciliationConfig::every)
                .returns(92, ReconciliationConfig::days)
                .returns(Duration.ofSeconds(93), ReconciliationConfig::patience)
                .returns(94, ReconciliationConfig::page);
    }
}
