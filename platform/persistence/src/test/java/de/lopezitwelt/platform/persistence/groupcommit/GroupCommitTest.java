package de.lopezitwelt.platform.persistence.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final GroupCommitLimits LIMITS = limits(1, Duration.ofHours(1));

    /** A table with transactions: holds what was committed, and fails when a test asks for it. */
    private static final class Table implements BatchWriter<String, String> {
        final Set<String> rows = ConcurrentHashMap.newKeySet();
        final List<List<String>> batches = new ArrayList<>();
        final List<RuntimeException> failuresBefore = new ArrayList<>();
        final List<RuntimeException> failuresAfter = new ArrayList<>();

        @Override
        public Uni<List<String>> write(int lane, List<String> batch, boolean retry) {
            batches.add(List.copyOf(batch));
            if (!failuresBefore.isEmpty()) {
                return Uni.createFrom().failure(failuresBefore.removeFirst());
            }
            if (batch.contains("bad")) {
                return Uni.createFrom().failure(new IllegalArgumentException("bad row"));
            }
            List<String> outcomes = batch.stream()
                    .map(row -> rows.add(row) ? "written " + row : retry ? "found " + row : "duplicate " + row)
                    .toList();
            return failuresAfter.isEmpty()
                    ? Uni.createFrom().item(outcomes)
                    : Uni.createFrom().failure(failuresAfter.removeFirst());
        }
    }

    /** Keeps every transaction running until a test ends it; a command's key is its first letter. */
    private static final class Held {
        final List<List<String>> batches = new CopyOnWriteArrayList<>();
        private final List<UniEmitter<? super List<String>>> ends = new CopyOnWriteArrayList<>();
        private final GroupCommit<String, String> commits;

        Held(GroupCommitLimits limits) {
            commits = new GroupCommit<>(
                    limits,
                    (lane, batch, retry) -> Uni.createFrom().emitter(end -> {
                        ends.add(end);
                        batches.add(batch);
                    }),
                    failure -> false);
        }

        void submit(String... commands) {
            for (String command : commands) {
                commits.submit(command.substring(0, 1), command).subscribe().with(ignored -> {});
            }
        }

        void end(int batch) {
            ends.get(batch).complete(batches.get(batch));
        }
    }

    private static final class Passing extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Table table = new Table();
    private final GroupCommit<String, String> commits =
            new GroupCommit<>(LIMITS, table, failure -> failure instanceof Passing);

    @Test
    void commandsThatWaitTogetherShareATransaction() {
        List<UniEmitter<? super List<String>>> open = new ArrayList<>();
        List<List<String>> batches = new ArrayList<>();
        GroupCommit<String, String> held = new GroupCommit<>(
                LIMITS,
                (lane, batch, retry) -> {
                    batches.add(batch);
                    return Uni.createFrom().emitter(open::add);
                },
                failure -> false);
        List<String> outcomes = new ArrayList<>();

        IntStream.range(0, 6)
                .forEach(i -> held.submit("a", "row" + i).subscribe().with(outcomes::add));
        assertThat(batches).containsExactly(List.of("row0"));
        assertThat(held.depth()).isEqualTo(6);
        open.removeFirst().complete(List.of("done0"));

        assertThat(outcomes).containsExactly("done0");
        assertThat(batches.getLast()).containsExactly("row1", "row2", "row3", "row4");
    }

    @Test
    void anotherTransactionBeginsOnlyWhenAFullBatchWaits() {
        var held = new Held(limits(2, Duration.ofHours(1)));

        held.submit("a1", "b1", "c1", "d1");
        assertThat(held.batches).containsExactly(List.of("a1"));
        held.submit("e1");
        assertThat(held.batches).containsExactly(List.of("a1"), List.of("b1", "c1", "d1", "e1"));
        held.submit("f1", "g1", "h1", "i1");
        assertThat(held.batches).hasSize(2);
        held.end(1);

        assertThat(held.batches.getLast()).containsExactly("f1", "g1", "h1", "i1");
    }

    @Test
    void commandsOfAKeyAreNeverInTwoTransactionsAndKeepTheirOrder() {
        var held = new Held(limits(2, Duration.ofHours(1)));

        held.submit("a1", "a2", "b1", "a3", "b2");
        assertThat(held.batches).containsExactly(List.of("a1"), List.of("b1", "b2"));
        held.end(1);
        assertThat(held.batches).hasSize(2);
        held.end(0);

        assertThat(held.batches.getLast()).containsExactly("a2", "a3");
    }

    @Test
    void heldUpTransactionIsOvertakenThoughNothingElseArrives() {
        var held = new Held(limits(2, Duration.ofMillis(20)));

        held.submit("a1", "b1");

        await().untilAsserted(() -> assertThat(held.batches).containsExactly(List.of("a1"), List.of("b1")));
    }

    @Test
    void noMoreTransactionsThanLanes() {
        var held = new Held(limits(1, Duration.ZERO));

        held.submit("a1", "b1", "c1", "d1", "e1", "f1");

        assertThat(held.batches).containsExactly(List.of("a1"));
    }

    @Test
    void badRowHurtsOnlyItself() {
        List<Uni<String>> outcomes = submitTogether("good1", "bad", "good2");

        assertThat(get(outcomes.get(0))).isEqualTo("written good1");
        assertThatThrownBy(() -> get(outcomes.get(1))).hasMessageContaining("bad row");
        assertThat(get(outcomes.get(2))).isEqualTo("written good2");
        assertThat(table.rows).containsExactlyInAnyOrder("first", "good1", "good2");
    }

    @Test
    void commitWhoseAnswerWasLostIsFoundByTheRetryAndNotWrittenTwice() {
        table.failuresAfter.add(new Passing());

        assertThat(get(commits.submit("a", "row"))).isEqualTo("found row");
        assertThat(table.batches).hasSize(2);
    }

    @Test
    void failureThatPassesIsTriedAgainAsOneBatch() {
        table.failuresBefore.add(new Passing());
        table.failuresBefore.add(new Passing());

        assertThat(get(commits.submit("a", "row"))).isEqualTo("written row");
        assertThat(table.batches).hasSize(3);
    }

    @Test
    void failureThatDoesNotPassReachesTheCallerAndTheLaneGoesOn() {
        IntStream.range(0, 3).forEach(i -> table.failuresBefore.add(new Passing()));

        assertThatThrownBy(() -> get(commits.submit("a", "lost"))).isInstanceOf(Passing.class);
        assertThat(get(commits.submit("a", "next"))).isEqualTo("written next");
    }

    @Test
    void fullQueueRefusesAtOnce() {
        GroupCommit<String, String> stuck = new GroupCommit<>(
                LIMITS, (lane, batch, retry) -> Uni.createFrom().nothing(), failure -> false);
        stuck.submit("a", "in flight");
        IntStream.range(0, 8).forEach(i -> stuck.submit("a", "waiting" + i));

        assertThatThrownBy(() -> get(stuck.submit("a", "one too many"))).isInstanceOf(QueueFullException.class);
    }

    @Test
    void commandIsWrittenAlthoughItsCallerHasGone() {
        commits.submit("a", "row").subscribe().with(ignored -> {}).cancel();

        assertThat(table.rows).contains("row");
    }

    @Test
    void wrongNumberOfOutcomesIsAFailureOfAllAndStallsNobody() {
        GroupCommit<String, String> broken = new GroupCommit<>(
                LIMITS, (lane, batch, retry) -> Uni.createFrom().item(List.of()), failure -> false);

        assertThatThrownBy(() -> get(broken.submit("a", "row"))).isInstanceOf(IllegalStateException.class);
    }

    /** The first command is written alone while the others gather behind it. */
    private List<Uni<String>> submitTogether(String... rows) {
        List<UniEmitter<? super Void>> gate = new ArrayList<>();
        GroupCommit<String, String> gated = new GroupCommit<>(
                LIMITS,
                (lane, batch, retry) -> batch.contains("first")
                        ? Uni.createFrom().<Void>emitter(gate::add).chain(() -> table.write(lane, batch, retry))
                        : table.write(lane, batch, retry),
                failure -> failure instanceof Passing);
        gated.submit("a", "first");
        List<Uni<String>> outcomes = new ArrayList<>();
        for (String row : rows) {
            outcomes.add(gated.submit("a", row));
        }
        gate.removeFirst().complete(null);
        return outcomes;
    }

    private static GroupCommitLimits limits(int lanes, Duration overtakeAfter) {
        return new GroupCommitLimits(lanes, 4, overtakeAfter, 8, 2, Duration.ZERO);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }
}
