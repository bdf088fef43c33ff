package de.lopezitwelt.platform.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.ItemCounted;
import de.lopezitwelt.platform.messaging.ItemState;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.vertx.RunOnVertxContext;
import io.quarkus.test.vertx.UniAsserter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class OutboxIT {
    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Inject
    Outbox outbox;

    @Inject
    RelaySignal signal;

    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Test
    @RunOnVertxContext
    void hibernateTransactionCarriesItsEventsAndWakesTheRelayAfterTheCommit(UniAsserter asserter) {
        AtomicInteger woken = new AtomicInteger();
        signal.listen(woken::incrementAndGet);
        Account account = account();
        List<OutboxMessage> messages = List.of(
                events.domain(
                        new ItemCounted(String.valueOf(account.id), 1, null), String.valueOf(account.id), 1, "user:u"),
                events.tombstone(ItemState.class, String.valueOf(account.id), 1),
                events.stream(new ItemCounted("x", 1, null), null));

        asserter.execute(() -> sessions.withTransaction(session -> session.persist(account)
                .chain(() -> outbox.append(session, messages))
                .invoke(() -> assertThat(woken.get()).isZero())));

        asserter.execute(() -> assertThat(woken.get()).isEqualTo(1));
        asserter.assertThat(() -> rows(messages), rows -> {
            assertThat(rows).hasSize(1);
            Row first = rows.getFirst();
            assertThat(first.getString("events")).isNull();
            assertThat(events(first)).isEqualTo(messages);
            assertThat(first.getInteger("event_count")).isEqualTo(3);
            assertThat(first.getLocalDateTime("created_at"))
                    .isEqualTo(
                            DateTimes.utc(IdGenerator.timeOf(messages.getFirst().id())));
        });
    }

    @Test
    @RunOnVertxContext
    void rolledBackStateLeavesNoEventAndWakesNobody(UniAsserter asserter) {
        AtomicInteger woken = new AtomicInteger();
        signal.listen(woken::incrementAndGet);
        Account account = account();
        List<OutboxMessage> messages =
                List.of(events.domain(new ItemCounted("x", 1, null), String.valueOf(account.id), 1, null));

        asserter.assertFailedWith(
                () -> sessions.withTransaction(session -> session.persist(account)
                        .chain(() -> outbox.append(session, messages))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("changed my mind")))),
                IllegalStateException.class);

        asserter.assertThat(() -> rows(messages), rows -> assertThat(rows).isEmpty());
        asserter.execute(() -> assertThat(woken.get()).isZero());
    }

    @Test
    @RunOnVertxContext
    void transactionOfTheClientWakesTheRelayAfterItsCommitOnly(UniAsserter asserter) {
        AtomicInteger woken = new AtomicInteger();
        signal.listen(woken::incrementAndGet);
        List<OutboxMessage> messages = List.of(events.stream(new ItemCounted("x", 1, null), null));

        asserter.execute(() -> worker.withTransaction(connection -> outbox.append(connection, messages)
                .invoke(() -> assertThat(woken.get()).isZero())));

        asserter.execute(() -> assertThat(woken.get()).isEqualTo(1));

        asserter.assertFailedWith(
                () -> worker.withTransaction(connection -> outbox.append(connection, messages)
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("changed my mind")))),
                IllegalStateException.class);
        asserter.execute(() -> assertThat(woken.get()).isEqualTo(1));
    }

    private Account account() {
        Account account = new Account();
        account.id = ids.next();
        return account;
    }

    private Uni<List<Row>> rows(List<OutboxMessage> messages) {
        return worker.query("SELECT events, packed, event_count, created_at FROM outbox WHERE packed IS NOT NULL")
                .execute()
                .map(rows -> rows.stream()
                        .filter(row -> events(row).contains(messages.getFirst()))
                        .toList());
    }

    private static List<OutboxMessage> events(Row row) {
        return EventFrames.read(PackedText.text(row.getBuffer("packed").getBytes()));
    }
}
