package de.lopezitwelt.analytics.usage.fold;

import de.lopezitwelt.analytics.subject.Erasures;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.contracts.reply.ReplyCancelled;
import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Folds the ends of replies into the tables of usage, in the transaction of the summaries. */
@ApplicationScoped
public class UsageFold {
    public static final List<Class<? extends Record>> TYPES =
            List.of(ReplyCompleted.class, ReplyFailed.class, ReplyCancelled.class, ReplyRefused.class);

    private final Erasures erasures;
    private final UsageFoldRepository repository;

    UsageFold(Erasures erasures, UsageFoldRepository repository) {
        this.erasures = erasures;
        this.repository = repository;
    }

    public Uni<Void> fold(SummaryTables tables, SqlConnection transaction, List<ReceivedEvent> events) {
        UsageBatch batch = UsageBatch.of(events);
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : erasures.among(transaction, batch.users())
                        .invoke(batch::leaveOut)
                        .chain(() -> repository.add(tables, transaction, batch));
    }
}
