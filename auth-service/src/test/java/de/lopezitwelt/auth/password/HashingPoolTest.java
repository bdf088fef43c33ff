package de.lopezitwelt.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HashingPoolTest {
    @Test
    void oneMoreThanThreadsAndQueueHoldIsRefusedAtOnce() throws InterruptedException {
        var release = new CountDownLatch(1);
        try (var pool = new HashingPool("test", 1, 1)) {
            var running = new CountDownLatch(1);
            CompletableFuture<String> first =
                    pool.run(() -> waitFor(release, running)).subscribeAsCompletionStage();
            running.await();
            CompletableFuture<String> queued = pool.run(() -> "queued").subscribeAsCompletionStage();

            assertThatThrownBy(() -> pool.run(() -> "refused").await().indefinitely())
                    .isInstanceOf(HashingOverloadedException.class);

            release.countDown();
            assertThat(first.join()).isEqualTo("first");
            assertThat(queued.join()).isEqualTo("queued");
            assertThat(pool.started()).isEqualTo(2);
        }
    }

    @Test
    void whatTheWorkThrowsReachesTheCaller() {
        try (var pool = new HashingPool("test", 1, 1)) {
            assertThatThrownBy(() -> pool.run(() -> {
                                throw new IllegalStateException("broken");
                            })
                            .await()
                            .indefinitely())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broken");
        }
    }

    private static String waitFor(CountDownLatch release, CountDownLatch running) {
        running.countDown();
        try {
            release.await();
            return "first";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
