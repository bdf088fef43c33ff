package de.lopezitwelt.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks at how what was asked of MySQL has ended. A statement without an answer is no failed one. */
final class Ends {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Ends() {}

    static void assertAllFail(List<? extends CompletableFuture<?>> asked) {
        assertAllEnd(asked);
        assertThat(asked).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    static void assertAllEnd(List<? extends CompletableFuture<?>> asked) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(asked)
                        .filteredOn(one -> !one.isDone())
                        .as("unanswered")
                        .isEmpty());
    }
}
