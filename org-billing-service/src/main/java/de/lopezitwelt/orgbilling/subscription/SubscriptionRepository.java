package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.subscription.request.SubscriptionFilter;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of {@code subscriptions}. */
@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<Subscription, String> {
    private static final String LAST = "g"; // sorts after every id

    Uni<@Nullable Subscription> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<@Nullable Subscription> lockCurrent(String subjectKey) {
        return find("currentSubject", subjectKey)
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

    /** Everybody's, newest first. */
    Uni<List<Subscription>> findAll(SubscriptionFilter filter, PageRequest request) {
        var query = new StringBuilder("id < :before");
        var values = new HashMap<String, Object>();
        values.put("before", before(request));
        narrow(query, values, "status", filter.status());
        narrow(query, values, "planType", filter.planType());
        narrow(query, values, "userId", filter.userId());
        narrow(query, values, "organizationId", filter.organizationId());
        if (filter.pending() != null) {
            query.append(filter.pending() ? " and requestedAt is not null" : " and requestedAt is null");
        }
        return page(find(query + " order by id desc", values), request);
    }

    private static void narrow(
            StringBuilder query, Map<String, Object> values, String property, @Nullable Object value) {
        if (value != null) {
            query.append(" and ").append(property).append(" = :").append(property);
            values.put(property, value);
        }
    }

    /** Ids of those whose cancellation takes effect. */
    Uni<List<String>> findEnded(Instant now, int atMost) {
        return find("status = ?1 and endsAt <= ?2 order by endsAt", SubscriptionStatus.CANCELLED, now)
                .range(0, atMost - 1)
                .list()
                .map(rows -> rows.stream().map(Subscription::id).toList());
    }

    /** Everything a user has bought, locked, in the order of ids. */
    Uni<List<Versioned<SubscriptionView>>> lockByBuyer(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "SELECT id, user_id, bought_for AS organization_id, plan_type, status, billing_cycle, amount, currency,"
                                + " starts_at, ends_at, created_at, updated_at, version, requested_plan_type,"
                                + " requested_billing_cycle, requested_amount, requested_at FROM subscriptions"
                                + " WHERE user_id = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> rows.stream().map(SubscriptionRepository::stored).toList());
    }

    /** Another buyer from now on. */
    Uni<Void> pass(SqlConnection transaction, String id, String buyer, Instant now) {
        return transaction
                .preparedQuery(
                        "UPDATE subscriptions SET user_id = ?, updated_at = ?, version = version + 1 WHERE id = ?")
                .execute(Tuple.of(buyer, DateTimes.utc(now), id))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, String id) {
        return transaction
                .preparedQuery("DELETE FROM subscriptions WHERE id = ?")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    private static Versioned<SubscriptionView> stored(Row row) {
        var view = new SubscriptionView(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("organization_id"),
                WireEnum.parse(PlanType.class, row.getString("plan_type")),
                WireEnum.parse(SubscriptionStatus.class, row.getString("status")),
                WireEnum.parse(BillingCycle.class, row.getString("billing_cycle")),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                DateTimes.instant(row.getLocalDateTime("starts_at")),
                DateTimes.instantOrNull(row.getLocalDateTime("ends_at")),
                DateTimes.instant(row.getLocalDateTime("created_at")),
                DateTimes.instant(row.getLocalDateTime("updated_at")),
                pending(row));
        return new Versioned<>(view, row.getLong("version"));
    }

    private static SubscriptionView.@Nullable Pending pending(Row row) {
        String plan = row.getString("requested_plan_type");
        return plan == null
                ? null
                : new SubscriptionView.Pending(
                        WireEnum.parse(PlanType.class, plan),
                        WireEnum.parse(BillingCycle.class, row.getString("requested_billing_cycle")),
                        row.getBigDecimal("requested_amount"),
                        DateTimes.instant(row.getLocalDateTime("requested_at")));
    }

    private static String before(PageRequest request) {
        Cursor cursor = request.cursor();
        return cursor == null ? LAST : cursor.expect(1).id(0);
    }

    private static Uni<List<Subscription>> page(PanacheQuery<Subscription> query, PageRequest request) {
        return query.range(0, request.fetchSize() - 1).list();
    }
}
