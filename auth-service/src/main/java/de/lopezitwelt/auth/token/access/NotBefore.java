package de.lopezitwelt.auth.token.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The moment that ends all earlier tokens of a user. */
public final class NotBefore {
    /**
     * Together with the second that is rounded up, still within the clock skew of 5 s that services allow the issuer.
     */
    private static final Duration FURTHEST_AHEAD = Duration.ofSeconds(3);

    private NotBefore() {}

    /**
     * The next whole second: a JWT's {@code iat} has no fraction, and a token of this very second must end as well. It
     * is also later than the previous not-before: a user who has signed in since another change within this second
     * holds a token issued at that moment.
     *
     * @param previous the user's not-before until now
     */
    public static Instant after(Instant now, @Nullable Instant previous) {
        Instant next = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        if (previous == null || next.isAfter(previous)) {
            return next;
        }
        Instant later = previous.plusSeconds(1);
        return later.isAfter(next.plus(FURTHEST_AHEAD)) ? previous : later;
    }
}
