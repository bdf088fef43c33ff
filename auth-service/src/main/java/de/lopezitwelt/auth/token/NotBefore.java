package de.lopezitwelt.auth.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The moment that ends all earlier tokens of a user. */
public final class NotBefore {
    private NotBefore() {}

    /** The next whole second: a JWT's {@code iat} has no fraction, and a token of this very second must end as well. */
    public static Instant after(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
}
