package de.lopezitwelt.analytics.consumer;

import de.lopezitwelt.analytics.activity.ActivityFold;
import de.lopezitwelt.analytics.audit.AuditFold;
import de.lopezitwelt.analytics.feedback.FeedbackFold;
import de.lopezitwelt.analytics.operations.OperationsFold;
import de.lopezitwelt.analytics.subject.SubjectFold;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Starts one consumer for each fold, so that a flood of log lines does not delay the summaries. */
@ApplicationScoped
class AnalyticsConsumers {
    private final Consumers consumers;
    private final FoldConfig config;
    private final SummaryConsumer summaries;
    private final SubjectFold subjects;
    private final ActivityFold activity;
    private final AuditFold audit;
    private final OperationsFold operations;
    private final FeedbackFold feedback;

    AnalyticsConsumers(
            Consumers consumers,
            FoldConfig config,
            SummaryConsumer summaries,
            SubjectFold subjects,
            ActivityFold activity,
            AuditFold audit,
            OperationsFold operations,
            FeedbackFold feedback) {
        this.consumers = consumers;
        this.config = config;
        this.summaries = summaries;
        this.subjects = subjects;
        this.activity = activity;
        this.audit = audit;
        this.operations = operations;
        this.feedback = feedback;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(summaries.spec(SummaryTables.LIVE));
        consumers.start(ConsumerSpec.of("analytics.subjects", SubjectFold.TYPES, subjects));
        consumers.start(stream("analytics.activity", ActivityFold.TYPES, activity));
        consumers.start(stream("analytics.audit", AuditFold.TYPES, audit));
        consumers.start(ConsumerSpec.of("analytics.feedback", FeedbackFold.TYPES, feedback)
                .withBatchSize(FeedbackFold.BATCH));
        consumers.start(stream("analytics.operations", OperationsFold.TYPES, operations));
    }

    private ConsumerSpec stream(String group, List<Class<? extends Record>> types, EventHandler handler) {
        return ConsumerSpec.of(group, types, handler)
                .withBatchSize(config.streamBatchSize())
                .withLinger(config.linger());
    }
}
