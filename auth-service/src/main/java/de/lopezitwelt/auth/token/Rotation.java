package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.access.Subject;
import java.time.Duration;

/** The outcome of presenting a refresh token. Refusals are no failures: one of a batch must not undo the others. */
sealed interface Rotation {
    /**
     * It is exchanged, or was shortly before.
     *
     * @param successor the new refresh token
     * @param life of the successor
     */
    record Granted(Subject subject, String familyId, String successor, Duration life) implements Rotation {
        @Override
        public String toString() {
            return "Granted";
        }
    }

    /** It is unknown, expired or ended, or its user is not active. */
    record Refused() implements Rotation {}

    /** It was exchanged before: it may have been stolen. */
    record Reused() implements Rotation {}
}
