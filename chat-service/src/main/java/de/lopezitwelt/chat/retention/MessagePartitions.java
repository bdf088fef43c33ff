package de.lopezitwelt.chat.retention;

import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Messages are deleted with their sessions, so an old partition is dropped only when it is empty. */
final class MessagePartitions {
    private MessagePartitions() {}

    @Produces
    @Singleton
    static YearlyTable messages(RetentionConfig config) {
        return new YearlyTable("chat_messages", config.partitionYears(), true);
    }
}
