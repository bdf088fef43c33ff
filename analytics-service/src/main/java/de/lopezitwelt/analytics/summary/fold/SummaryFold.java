package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.analytics.subject.Erasures;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Folds session events into the totals of sessions, users and agents. */
@ApplicationScoped
public class SummaryFold {
    /** The consumer's permanent name. */
    public static final String GROUP = "analytics.summaries";

    static final String TOPIC = EventTypes.of(SessionStarted.class).topic();

    public static final List<Class<? extends Record>> TYPES =
            List.of(SessionStarted.class, MessageAppended.class, SessionRated.class, SessionDeleted.class);

    private final Erasures erasures;
    private final SummaryFoldRepository repository;

    SummaryFold(Erasures erasures, SummaryFoldRepository repository) {
        this.erasures = erasures;
        this.repository = repository;
    }

    /** Answers the last version of each session that its row now holds. */
    public Uni<Map<String, Long>> fold(SummaryTables tables, SqlConnection transaction, List<ReceivedEvent> events) {
        SummaryBatch batch = SummaryBatch.of(events);
        return erasures.among(transaction, batch.ids())
                .invoke(batch::leaveOut)
                .chain(() -> erasures.rememberSessions(transaction, batch.deletedSessions))
                .chain(() -> repository.deleteSessions(tables, transaction, batch.deletedSessions))
                .chain(() -> repository.addSessions(tables, transaction, batch.sessions.values()))
                .chain(() -> repository.rateSessions(tables, transaction, batch.ratings))
                .chain(() -> repository.addUsers(tables, transaction, batch.users))
                .chain(() -> repository.addAgents(tables, transaction, batch.agents))
                .map(done -> batch.versions());
    }
}
