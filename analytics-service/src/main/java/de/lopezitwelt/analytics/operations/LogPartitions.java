package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops logs by the year, {@code lopez.analytics.log-years} (2) whole years after the year that they are from. */
final class LogPartitions {
    private LogPartitions() {}

    @Produces
    @Singleton
    static YearlyTable logs(@ConfigProperty(name = "lopez.analytics.log-years", defaultValue = "2") int keepYears) {
        return new YearlyTable("system_logs", keepYears, false);
    }
}
