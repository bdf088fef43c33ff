package de.lopezitwelt.platform.messaging.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicaFoldTest {
    @SuppressWarnings("NullAway")
    private static final SqlConnection TRANSACTION = null;

    private record Snapshot(String id, String owner) {}

    private final List<String> written = new ArrayList<>();

    @Test
    void snapshotIsPutAndTombstoneRemovesInTheOrderOfTheBatch() {
        fold(replica(), event("a", new Snapshot("a", "ada")), event("a", null), event("b", new Snapshot("b", "ada")));

        assertThat(written).containsExactly("put a", "remove a", "put b");
    }

    @Test
    void snapshotOfAnErasedSubjectIsSkippedAndItsTombstoneStillRemoves() {
        fold(
                replica().unlessErased(erased("ada"), "user", Snapshot::owner),
                event("a", new Snapshot("a", "ada")),
                event("b", new Snapshot("b", "bob")),
                event("a", null));

        assertThat(written).containsExactly("put b", "remove a");
    }

    @Test
    void whatComesAfterwardsRunsForEveryEvent() {
        fold(
                replica()
                        .unlessErased(erased("ada"), "user", Snapshot::owner)
                        .andThen(event -> written.add("forget " + event.key())),
                event("a", new Snapshot("a", "ada")),
                event("b", new Snapshot("b", "bob")),
                event("b", null));

        assertThat(written).containsExactly("forget a", "put b", "forget b", "remove b", "forget b");
    }

    private ReplicaFold<Snapshot> replica() {
        return ReplicaFold.of(
                Snapshot.class,
                (transaction, snapshot, event) -> write("put " + snapshot.id()),
                (transaction, event) -> write("remove " + event.key()));
    }

    private Uni<Void> write(String row) {
        return Uni.createFrom().voidItem().invoke(() -> written.add(row));
    }

    private static void fold(EventHandler fold, ReceivedEvent... batch) {
        fold.apply(TRANSACTION, List.of(batch)).await().atMost(Duration.ofSeconds(5));
    }

    private static ErasedIds erased(String id) {
        return new ErasedIds() {
            @Override
            public Uni<Void> unlessErased(
                    SqlConnection transaction, String subjectType, String subject, Supplier<Uni<Void>> store) {
                return subjectType.equals("user") && subject.equals(id)
                        ? Uni.createFrom().voidItem()
                        : store.get();
            }
        };
    }

    private static ReceivedEvent event(String key, @Nullable Record data) {
        return new ReceivedEvent("things", 0, 0, key, "id", "type", 1L, null, null, data);
    }
}
