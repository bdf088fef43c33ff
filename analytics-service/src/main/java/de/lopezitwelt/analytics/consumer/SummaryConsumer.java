package de.lopezitwelt.analytics.consumer;

import de.lopezitwelt.analytics.summary.fold.SummaryFold;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import jakarta.enterprise.context.ApplicationScoped;

/** The consumer of session events, into the live tables or into those of a rebuild. */
@ApplicationScoped
public class SummaryConsumer {
    public static final String GROUP = SummaryFold.GROUP;

    private final FoldConfig config;
    private final SummaryFold summaries;

    SummaryConsumer(FoldConfig config, SummaryFold summaries) {
        this.config = config;
        this.summaries = summaries;
    }

    /** Its offsets are in tables of its own, because a rebuild swaps them together with the summaries. */
    public ConsumerSpec spec(SummaryTables tables) {
        return ConsumerSpec.of(GROUP, SummaryFold.TYPES, summaries.into(tables))
                .withBatchSize(batchSize())
                .withLinger(config.linger())
                .withTables(tables.place())
                .withVersions(tables.versions());
    }

    /** Most events in one transaction. */
    public int batchSize() {
        return config.summaryBatchSize();
    }
}
