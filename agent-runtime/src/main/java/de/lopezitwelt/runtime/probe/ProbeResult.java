package de.lopezitwelt.runtime.probe;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a probe.
 *
 * @param promised whether the catalog says that the model can do this
 * @param detail what was seen, in a sentence that is fit for operators: no key and no address; null when it just works
 * @param milliseconds from the first request to the end
 */
public record ProbeResult(
        Probe probe,
        Outcome outcome,
        boolean promised,
        @Nullable String detail,
        long milliseconds) {

    /** How the model answered. */
    public enum Outcome {
        WORKS,
        /** It answered, but not with what was asked for. */
        DIFFERS,
        /** The provider refused the request as such. */
        REFUSED,
        /** The call failed; the same request may succeed later. */
        FAILED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
