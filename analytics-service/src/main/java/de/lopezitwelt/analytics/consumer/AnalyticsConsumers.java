package de.lopezitwelt.analytics.consumer;

import de.lopezitwelt.analytics.activity.ActivityFold;
import de.lopezitwelt.analytics.audit.AuditFold;
import de.lopezitwelt.analytics.operations.OperationsFold;
import de.lopezitwelt.analytics.subject.SubjectFold;
import de.lopezitwelt.analytics.summary.SummaryFold;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.ConsumerTables;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** One consumer a fold, so that a flood of log lines delays nobody's summary. */
@ApplicationScoped
class AnalyticsConsumers {
    /** Apart from the shared tables, because a rebuild swaps them together with the summaries. */
    private static final ConsumerTables SUMMARY_TABLES =
            new ConsumerTables("summary_offsets", "summary_versions", "summary_gaps");

    private final Consumers consumers;
    private final FoldConfig config;
    private final SummaryFold summaries;
    private final SubjectFold subjects;
    private final ActivityFold activity;
    private final AuditFold audit;
    private final OperationsFold operations;

    AnalyticsConsumers(
            Consumers consumers,
            FoldConfig config,
            SummaryFold summaries,
            SubjectFold subjects,
            ActivityFold activity,
            AuditFold audit,
            OperationsFold operations) {
        this.consumers = consumers;
        this.config = config;
        this.summaries = summaries;
        this.subjects = subjects;
        this.activity = activity;
        this.audit = audit;
        this.operations = operations;
    }

    void start(@Observes StartupEvent event) {
        int rows = config.streamBatchSize();
        consumers.start(ConsumerSpec.of("analytics.summaries", SummaryFold.TYPES, summaries)
                .withBatchSize(config.summaryBatchSize())
                .withTables(SUMMARY_TABLES));
        consumers.start(ConsumerSpec.of("analytics.subjects", SubjectFold.TYPES, subjects));
        consumers.start(ConsumerSpec.of("analytics.activity", ActivityFold.TYPES, activity)
                .withBatchSize(rows));
        consumers.start(
                ConsumerSpec.of("analytics.audit", AuditFold.TYPES, audit).withBatchSize(rows));
        consumers.start(ConsumerSpec.of("analytics.operations", OperationsFold.TYPES, operations)
                .withBatchSize(rows));
    }
}
