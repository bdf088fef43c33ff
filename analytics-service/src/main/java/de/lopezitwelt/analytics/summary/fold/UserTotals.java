package de.lopezitwelt.analytics.summary.fold;

import java.time.Instant;

/** The figures that a batch adds to one user. */
final class UserTotals {
    int sessions;
    int messages;
    Instant last;

    UserTotals(Instant time) {
        last = time;
    }

    void touch(Instant time) {
        last = time.isAfter(last) ? time : last;
    }
}
