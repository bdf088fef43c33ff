package de.lopezitwelt.analytics.usage.fold;

import static de.lopezitwelt.analytics.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.Conversation;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.analytics.usage.LatencySketch;
import de.lopezitwelt.analytics.usage.Replies;
import de.lopezitwelt.analytics.usage.UsageSlot;
import de.lopezitwelt.analytics.usage.UsageTable;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class UsageFoldIT {
    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    @Inject
    UsageFoldRepository repository;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Test
    void eventsDeliveredTwiceAndInManyBatchesCountOnce() {
        String organization = ids.next();
        var replies = new Replies(ids.next(), organization, ids.next());
        var conversation = new Conversation(events, ids, ids.next(), ids.next(), organization);
        others.publish(conversation.started());
        List<OutboxMessage> sent = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            String call = ids.next();
            sent.add(events.domain(replies.completed(call, 10, "0.5", i * 10), call, 1, null));
            sent.add(conversation.replied("big", 10, i * 10));
        }
        for (int from = 0; from < sent.size(); from += 7) {
            List<OutboxMessage> part = sent.subList(from, Math.min(from + 7, sent.size()));
            others.publish(part);
            others.publish(part);
        }

        eventually(() -> {
            assertThat(sum(UsageTable.TOTALS, "completed", "organization_id", organization))
                    .isEqualTo(80);
            assertThat(sum(UsageTable.PEOPLE, "completed", "organization_id", organization))
                    .isEqualTo(80);
        });
        assertThat(sum(UsageTable.TOTALS, "input_tokens", "organization_id", organization))
                .isEqualTo(800);
        assertThat(sum(UsageTable.TOTALS, "cached_tokens", "organization_id", organization))
                .isEqualTo(200);
        assertThat(row("SELECT SUM(cost) FROM usage_totals WHERE organization_id = ?", organization)
                        .getBigDecimal(0))
                .as("to the last digit")
                .isEqualByComparingTo("20.00000000004");
        assertThat(sketch("latency", organization).percentile(100)).isBetween(397L, 403L);
        assertThat(sketch("latency", organization).percentile(50)).isBetween(198L, 202L);
        assertThat(row("SELECT COUNT(*) FROM summary_versions WHERE event_key = ?", conversation.id)
                        .getLong(0))
                .as("the session's row knows its version")
                .isZero();
    }

    @Test
    void whatAnErasedPersonUsedStaysInTheTotalsAndLateEventsBringNobodyBack() {
        String organization = ids.next();
        String user = ids.next();
        var replies = new Replies(user, organization, ids.next());
        String first = ids.next();
        others.publish(events.domain(replies.completed(first, 10, "1", 100), first, 1, null));
        eventually(() ->
                assertThat(sum(UsageTable.PEOPLE, "completed", "user_id", user)).isEqualTo(1));

        others.publish(events.domain(new UserErasureApproved(user), user, 1, null));
        eventually(() -> assertThat(row("SELECT COUNT(*) FROM usage_people WHERE user_id = ?", user)
                        .getLong(0))
                .isZero());
        String late = ids.next();
        others.publish(events.domain(replies.completed(late, 10, "1", 100), late, 1, null));

        eventually(() -> assertThat(sum(UsageTable.TOTALS, "completed", "organization_id", organization))
                .isEqualTo(2));
        assertThat(row("SELECT COUNT(*) FROM usage_people WHERE organization_id = ?", organization)
                        .getLong(0))
                .isZero();
    }

    @Test
    void slotsBeforeTheHorizonAreDeletedAndOthersStay() {
        String organization = ids.next();
        Instant horizon = Instant.parse("2001-01-01T00:00:00Z");
        for (Instant begin : List.of(horizon.minusSeconds(UsageSlot.SECONDS), horizon)) {
            UsageSlot slot = UsageSlot.of(begin);
            worker.preparedQuery("INSERT INTO usage_totals (id, slot, organization_id) VALUES (?, ?, ?)")
                    .execute(Tuple.of(slot.id(List.of(organization)), slot.column(), organization))
                    .await()
                    .atMost(Duration.ofSeconds(10));
        }

        repository
                .purge(SummaryTables.LIVE, UsageTable.TOTALS, UsageSlot.of(horizon))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(row("SELECT COUNT(*), MIN(slot) FROM usage_totals WHERE organization_id = ?", organization)
                        .getLong(0))
                .isEqualTo(1);
        worker.preparedQuery("DELETE FROM usage_totals WHERE organization_id = ?")
                .execute(Tuple.of(organization))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private LatencySketch sketch(String column, String organization) {
        LatencySketch whole = new LatencySketch();
        for (Row row : rows("SELECT " + column + " FROM usage_totals WHERE organization_id = ?", organization)) {
            whole.add(row.getBuffer(0).getBytes());
        }
        return whole;
    }

    private long sum(UsageTable table, String sum, String column, String value) {
        Long found = row(
                        "SELECT CAST(COALESCE(SUM(" + sum + "), 0) AS SIGNED) FROM " + table.table() + " WHERE "
                                + column + " = ?",
                        value)
                .getLong(0);
        return found == null ? 0 : found;
    }

    private Row row(String sql, String value) {
        return rows(sql, value).getFirst();
    }

    private List<Row> rows(String sql, String value) {
        return worker.preparedQuery(sql)
                .execute(Tuple.of(value))
                .map(found -> found.stream().toList())
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
