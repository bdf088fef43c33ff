package de.lopezitwelt.analytics.consumer;

import de.lopezitwelt.analytics.summary.fold.SummaryFold;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.analytics.usage.fold.UsageFold;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The consumer of session events, into the live tables or into those of a rebuild. It folds summaries and usage in one
 * transaction: the rows of sessions hold the versions by which both know an event that comes again.
 */
@ApplicationScoped
public class SummaryConsumer {
    public static final String GROUP = SummaryFold.GROUP;

    private static final List<Class<? extends Record>> TYPES =
            Stream.of(SummaryFold.TYPES, UsageFold.TYPES).flatMap(List::stream).toList();

    private final FoldConfig config;
    private final SummaryFold summaries;
    private final UsageFold usage;

    SummaryConsumer(FoldConfig config, SummaryFold summaries, UsageFold usage) {
        this.config = config;
        this.summaries = summaries;
        this.usage = usage;
    }

    /** Its offsets are in tables of its own, because a rebuild swaps them together with the summaries. */
    public ConsumerSpec spec(SummaryTables tables) {
        return ConsumerSpec.of(GROUP, TYPES, into(tables))
                .withBatchSize(batchSize())
                .withLinger(config.linger())
                .withTables(tables.place())
                .withVersions(tables.versions());
    }

    /** Most events in one transaction. */
    public int batchSize() {
        return config.summaryBatchSize();
    }

    private EventHandler into(SummaryTables tables) {
        return new EventHandler() {
            @Override
            public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
                return applyWithVersions(transaction, events).replaceWithVoid();
            }

            @Override
            public Uni<Map<String, Long>> applyWithVersions(SqlConnection transaction, List<ReceivedEvent> events) {
                return summaries.fold(tables, transaction, events).call(() -> usage.fold(tables, transaction, events));
            }
        };
    }
}
