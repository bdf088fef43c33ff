package de.lopezitwelt.platform.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TokenBucket bucket = new TokenBucket(60, WINDOW, 0);

    private void empty() {
        for (int i = 0; i < 60; i++) {
            assertThat(bucket.take(0).allowed()).isTrue();
        }
    }

    @Test
    void oneMoreThanTheWindowHoldsIsRefused() {
        empty();
        var refused = bucket.take(0);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.waitNanos()).isEqualTo(SECOND);
    }

    @Test
    void exactlyAfterTheWaitTheNextIsAllowed() {
        empty();
        assertThat(bucket.take(SECOND - 1).allowed()).isFalse();
        assertThat(bucket.take(SECOND).allowed()).isTrue();
        assertThat(bucket.take(SECOND).allowed()).isFalse();
    }

    @Test
    void restFillsItToItsSizeAndNoFurther() {
        empty();
        assertThat(bucket.take(10 * WINDOW).remaining()).isEqualTo(59);
    }

    @Test
    void clockThatGoesBackGivesNothing() {
        empty();
        assertThat(bucket.take(-WINDOW).allowed()).isFalse();
    }
}
