package de.lopezitwelt.platform.web.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DrainTest {
    /** Pieces of work that end when they are given up, or when a test says so. */
    private static final class Work implements Unfinished {
        final AtomicInteger left = new AtomicInteger();
        final AtomicInteger givenUp = new AtomicInteger();

        @Override
        public int left() {
            return left.get();
        }

        @Override
        public Uni<Void> giveUp() {
            givenUp.addAndGet(left.getAndSet(0));
            return Uni.createFrom().voidItem();
        }
    }

    private final Work work = new Work();

    @Test
    void workIsAdmittedUntilItDrains() {
        Drain drain = drain(Duration.ofSeconds(30));
        assertThat(drain.admit(() -> Uni.createFrom().item("done")).await().indefinitely())
                .isEqualTo("done");

        drain.begin();

        assertThatThrownBy(() ->
                        drain.admit(() -> Uni.createFrom().item("done")).await().indefinitely())
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.type()).isEqualTo(CommonProblem.UNAVAILABLE);
                    assertThat(refused.headers()).containsEntry("Retry-After", "1");
                });
        assertThat(drain.left()).isZero();
    }

    @Test
    void refusedWorkIsNotBegun() {
        Drain drain = drain(Duration.ofSeconds(30));
        drain.begin();
        AtomicInteger begun = new AtomicInteger();

        drain.admit(() -> {
                    begun.incrementAndGet();
                    return Uni.createFrom().voidItem();
                })
                .subscribe()
                .with(ignored -> {}, ignored -> {});

        assertThat(begun).hasValue(0);
    }

    @Test
    void workThatFailsAtOnceIsNotWaitedFor() {
        Drain drain = drain(Duration.ofSeconds(30));

        assertThatThrownBy(() -> drain.<String>admit(() -> {
                            throw new IllegalStateException("broken");
                        })
                        .await()
                        .indefinitely())
                .hasMessage("broken");

        assertThat(drain.left()).isZero();
    }

    @Test
    void waitsForWorkThatBeginsAndForWorkThatHasBegun() throws Exception {
        Drain drain = drain(Duration.ofSeconds(30));
        CompletableFuture<String> beginning = new CompletableFuture<>();
        drain.admit(() -> Uni.createFrom().completionStage(beginning))
                .subscribe()
                .with(ignored -> {});
        var finished = CompletableFuture.runAsync(() -> finish(drain));
        while (!drain.isDraining()) {
            Thread.onSpinWait();
        }
        assertThat(finished).isNotDone();

        work.left.set(1);
        beginning.complete("begun");
        assertThat(drain.left()).isEqualTo(1);
        assertThat(finished).isNotDone();

        work.left.set(0);
        finished.get(10, TimeUnit.SECONDS);
        assertThat(work.givenUp).hasValue(0);
    }

    @Test
    void givesUpWhenThePatienceIsOver() {
        work.left.set(3);

        finish(drain(Duration.ofMillis(100)));

        assertThat(work.givenUp).hasValue(3);
    }

    @Test
    void workThatCannotBeEndedDoesNotKeepOthersFromEnding() {
        Unfinished broken = new Unfinished() {
            @Override
            public int left() {
                return 1;
            }

            @Override
            public Uni<Void> giveUp() {
                return Uni.createFrom().failure(new IllegalStateException("the database is away"));
            }
        };
        work.left.set(1);

        finish(new Drain(List.of(broken, work), () -> Duration.ZERO, () -> true));

        assertThat(work.givenUp).hasValue(1);
    }

    private static void finish(Drain drain) {
        try {
            drain.finish(new ShutdownDelayInitiatedEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void workThatCannotBeStoredIsGivenUpSoonAfterMySqlWentAway() {
        work.left.set(3);
        AtomicInteger asked = new AtomicInteger();
        long start = System.nanoTime();

        finish(new Drain(List.of(work), () -> Duration.ofMinutes(10), () -> asked.incrementAndGet() == 1));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
        assertThat(work.givenUp).hasValue(3);
        assertThat(asked).hasValueGreaterThan(3);
    }

    private Drain drain(Duration patience) {
        return new Drain(List.of(work), () -> patience, () -> true);
    }
}
