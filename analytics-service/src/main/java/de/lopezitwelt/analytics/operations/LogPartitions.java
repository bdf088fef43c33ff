package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import de.lopezitwelt.platform.persistence.partition.YearlyTables;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops logs by the year, {@code lopez.analytics.log-years} (2) whole years after the year that they are from. */
public final class LogPartitions implements YearlyTables {
    private static final String KEEP_YEARS = "lopez.analytics.log-years";
    private static final String STANDARD = "2";

    @Produces
    @Singleton
    static YearlyTable logs(@ConfigProperty(name = KEEP_YEARS, defaultValue = STANDARD) int keepYears) {
        return new YearlyTable("system_logs", keepYears, false);
    }

    @Override
    public List<YearlyTable> of(Config config) {
        return List.of(logs(config.getOptionalValue(KEEP_YEARS, Integer.class).orElse(Integer.valueOf(STANDARD))));
    }
}
