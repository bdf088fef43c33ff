package de.lopezitwelt.chat.retention;

import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import de.lopezitwelt.platform.persistence.partition.YearlyTables;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Messages are deleted with their sessions, so an old partition is dropped only when it is empty. */
public final class MessagePartitions implements YearlyTables {
    private static final String KEEP_YEARS = "lopez.chat.retention.partition-years";

    @Produces
    @Singleton
    static YearlyTable messages(RetentionConfig config) {
        return messages(config.partitionYears());
    }

    @Override
    public List<YearlyTable> of(Config config) {
        return List.of(messages(config.getOptionalValue(KEEP_YEARS, Integer.class)
                .orElse(Integer.valueOf(RetentionConfig.PARTITION_YEARS))));
    }

    private static YearlyTable messages(int keepYears) {
        return new YearlyTable("chat_messages", keepYears, true);
    }
}
