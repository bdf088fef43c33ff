package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code subscriptions}. */
@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<Subscription, String> {
    private static final String LAST = "g"; // sorts after every id

    Uni<@Nullable Subscription> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<@Nullable Subscription> lockCurrent(SubscriptionSubject subject) {
        return find("currentSubject", subject.key())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** A user's own ones, newest first. */
    Uni<List<Subscription>> findPersonal(String userId, PageRequest request) {
        return page(
                find("userId = ?1 and organizationId is null and id < ?2 order by id desc", userId, before(request)),
                request);
    }

    /** Newest first. */
    Uni<List<Subscription>> findOfOrganization(String organizationId, PageRequest request) {
        return page(find("organizationId = ?1 and id < ?2 order by id desc", organizationId, before(request)), request);
    }

    /** Ids of those whose cancellation takes effect. */
    Uni<List<String>> findEnded(Instant now, int atMost) {
        return find("status = ?1 and endsAt <= ?2 order by endsAt", SubscriptionStatus.CANCELLED, now)
                .range(0, atMost - 1)
                .list()
                .map(rows -> rows.stream().map(Subscription::id).toList());
    }

    private static String before(PageRequest request) {
        Cursor cursor = request.cursor();
        return cursor == null ? LAST : cursor.expect(1).id(0);
    }

    private static Uni<List<Subscription>> page(PanacheQuery<Subscription> query, PageRequest request) {
        return query.range(0, request.fetchSize() - 1).list();
    }
}
