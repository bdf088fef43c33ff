package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.contracts.session.SessionRated;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The figures that a batch adds to one agent. */
final class AgentTotals {
    int sessions;
    int messages;
    int ratings;
    BigDecimal ratingSum = BigDecimal.ZERO;
    Instant last;

    AgentTotals(Instant time) {
        last = time;
    }

    /** A changed rating replaces the one before it. */
    void count(SessionRated rating) {
        add(rating.score(), 1);
        add(rating.previousScore(), -1);
    }

    private void add(@Nullable BigDecimal score, int sign) {
        if (score != null) {
            ratings += sign;
            ratingSum = ratingSum.add(score.multiply(BigDecimal.valueOf(sign)));
        }
    }

    /** For the agent's first row; the server averages later ones over all ratings. */
    @Nullable
    BigDecimal average() {
        return ratings == 0 ? null : ratingSum.divide(BigDecimal.valueOf(ratings), 2, RoundingMode.HALF_UP);
    }

    void touch(Instant time) {
        last = time.isAfter(last) ? time : last;
    }
}
