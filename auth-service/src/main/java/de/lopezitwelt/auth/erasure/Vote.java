package de.lopezitwelt.auth.erasure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The vote of one service. */
public record Vote(
        String service, Outcome outcome, @Nullable String reason) {
    public enum Outcome {
        ACCEPTED,
        REFUSED,
        COMPLETED;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
