package de.lopezitwelt.platform.web.app;

import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
public class ThingService {
    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final IdGenerator ids;
    private final Idempotency idempotency;
    private final CallerContext caller;

    ThingService(
            Mutiny.SessionFactory sessions, Pool pool, IdGenerator ids, Idempotency idempotency, CallerContext caller) {
        this.sessions = sessions;
        this.pool = pool;
        this.ids = ids;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    Uni<ThingView> create(ThingRequest request) {
        var thing = new Thing();
        thing.id = ids.next();
        thing.owner = caller.caller().userId();
        thing.name = request.name();
        var view = ThingView.of(thing);
        return sessions.withTransaction(session -> session.persist(thing)
                        .call(() -> idempotency.record(session, Outcome.created("/api/v1/things/" + thing.id, view))))
                .replaceWith(view);
    }

    Uni<ThingView> createWithSql(ThingRequest request) {
        var view = new ThingView(ids.next(), caller.caller().userId(), request.name());
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery("INSERT INTO things (id, owner, name) VALUES (?, ?, ?)")
                        .execute(Tuple.of(view.id(), view.ownerId(), view.name()))
                        .call(() ->
                                idempotency.record(transaction, Outcome.created("/api/v1/things/" + view.id(), view))))
                .replaceWith(view);
    }

    Uni<Page<ThingView>> list(PageRequest page) {
        String after = page.cursor() == null ? "" : page.cursor().expect(1).id(0);
        return sessions.withSession(session -> session.createQuery(
                                "from Thing where owner = :owner and id > :after order by id", Thing.class)
                        .setParameter("owner", caller.caller().userId())
                        .setParameter("after", after)
                        .setMaxResults(page.fetchSize())
                        .getResultList())
                .map(rows -> Page.of(rows, page, thing -> Cursor.of(thing.id), ThingView::of));
    }

    Uni<Thing> find(String id) {
        return sessions.withSession(session -> session.find(Thing.class, id)).map(this::mine);
    }

    Uni<Thing> rename(String id, IfMatch condition, java.util.function.UnaryOperator<ThingEdit> edit) {
        return sessions.withTransaction(session -> session.find(
                        Thing.class, id, org.hibernate.LockMode.PESSIMISTIC_WRITE)
                .map(this::mine)
                .invoke(thing -> {
                    condition.check(thing.version);
                    thing.name = edit.apply(new ThingEdit(thing.name)).name();
                    thing.version++;
                }));
    }

    private Thing mine(Thing thing) {
        if (thing == null || !thing.owner.equals(caller.caller().userId())) {
            throw ProblemException.notFound();
        }
        return thing;
    }

    static org.jboss.resteasy.reactive.RestResponse<ThingView> answer(Thing thing) {
        return ETags.ok(ThingView.of(thing), thing.version);
    }
}
