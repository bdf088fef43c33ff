package de.lopezitwelt.chat.usage;

import org.jspecify.annotations.Nullable;

/**
 * Times of a call in milliseconds since its request arrived.
 *
 * @param queue until the model was sent its prompt; null when it was not, or nobody knows
 * @param firstToken until the first piece of the answer or of the model's thoughts; null as above
 * @param total until the end
 */
public record CallTimes(@Nullable Long queue, @Nullable Long firstToken, long total) {
    /** Of a call whose instance died. */
    public static CallTimes lasting(long millis) {
        return new CallTimes(null, null, Math.max(0, millis));
    }
}
