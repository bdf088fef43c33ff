package de.lopezitwelt.platform.web.audit;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way in which a feature records what it changed. All records of a change are written to the outbox in the current
 * unit of work, and the relay is woken after the commit.
 */
@ApplicationScoped
public class ChangeRecorder {
    private final Events events;
    private final AuditEvents audit;
    private final ActivityEvents activity;
    private final Outbox outbox;

    ChangeRecorder(Events events, AuditEvents audit, ActivityEvents activity, Outbox outbox) {
        this.events = events;
        this.audit = audit;
        this.activity = activity;
        this.outbox = outbox;
    }

    /** An empty change, made by this actor. */
    public Change by(Actor actor) {
        return new Change(events, audit, activity, actor);
    }

    /**
     * An empty change that no caller made, such as the end of a reply: its events name no actor, and it is not audited.
     */
    public Change byNobody() {
        return new Change(events, audit, activity, null);
    }

    /** Within the current Hibernate Reactive transaction; pending changes of entities are flushed first. */
    public Uni<Void> record(Change change) {
        return Panache.getSession().chain(session -> record(session, change));
    }

    /** Within the transaction of this session; pending changes of entities are flushed first. */
    public Uni<Void> record(Mutiny.Session session, Change change) {
        return outbox.append(session, change.messages());
    }

    /** Within a transaction of the reactive client. */
    public Uni<Void> record(SqlConnection transaction, Change change) {
        return outbox.append(transaction, change.messages());
    }
}
